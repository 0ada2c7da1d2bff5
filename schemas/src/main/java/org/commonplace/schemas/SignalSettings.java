package org.commonplace.schemas;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the series of an indicator are watched for spikes.
 *
 * @param detectors spike detectors to run; the indicator is not watched when empty
 * @param rareDetectors those to run first on a series of which most periods have no case; the
 *     others test the dates that these cannot. None when empty
 * @param serialInterval the time from a case to those that it infects; how many it infects is not
 *     told when absent
 * @param holidays name of the calendar of public holidays in the places of the series; empty when
 *     there is none
 */
public record SignalSettings(
    List<DetectorSetting> detectors,
    List<DetectorSetting> rareDetectors,
    Optional<SerialIntervalSetting> serialInterval,
    String holidays) {

  /** Watched by nothing. */
  public static final SignalSettings NONE =
      new SignalSettings(List.of(), List.of(), Optional.empty(), "");

  public SignalSettings {
    detectors = List.copyOf(detectors);
    rareDetectors = List.copyOf(rareDetectors);
  }

  /** The detectors of all series, those of the usual ones first. */
  public List<DetectorSetting> allDetectors() {
    return Stream.concat(detectors.stream(), rareDetectors.stream()).toList();
  }
}
