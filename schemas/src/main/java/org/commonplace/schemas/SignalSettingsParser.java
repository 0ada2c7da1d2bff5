package org.commonplace.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the field {@code signals} of an indicator file. */
final class SignalSettingsParser {
  private final Problems problems;

  SignalSettingsParser(Problems problems) {
    this.problems = problems;
  }

  SignalSettings settings(YamlFields indicator) {
    Optional<YamlFields> given = indicator.mapping("signals");
    if (given.isEmpty()) {
      return SignalSettings.NONE;
    }
    YamlFields signals = given.get();
    SignalSettings settings =
        new SignalSettings(
            detectors(signals, "detectors"),
            detectors(signals, "rareDetectors"),
            serialInterval(signals),
            signals.text("holidays", ""));
    if (settings.detectors().isEmpty()) {
      problems.add(signals.node(), "names no detector", "detectors: [{name: ..., alpha: ...}]");
    }
    signals.rejectUnknown();
    return settings;
  }

  private List<DetectorSetting> detectors(YamlFields signals, String field) {
    List<DetectorSetting> detectors = new ArrayList<>();
    for (YamlNode item : signals.items(field)) {
      YamlFields detector = YamlFields.of(item, problems);
      double alpha = detector.number("alpha", 0.01);
      if (alpha <= 0 || alpha >= 0.5) {
        problems.add(item, "alpha is out of range", "above 0 and below 0.5");
      }
      detectors.add(new DetectorSetting(detector.text("name"), alpha));
      detector.rejectUnknown();
    }
    return detectors;
  }

  private Optional<SerialIntervalSetting> serialInterval(YamlFields signals) {
    Optional<YamlFields> given = signals.mapping("serialInterval");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    YamlFields interval = given.get();
    SerialIntervalSetting setting =
        new SerialIntervalSetting(
            interval.number("mean", 0), interval.number("sd", 0), interval.text("source"));
    interval.rejectUnknown();
    if (setting.mean() <= 1 || setting.sd() <= 0) {
      problems.add(
          interval.node(),
          "a case is followed by others after " + setting.mean() + " days",
          "a mean above 1 and an sd above 0, both in days");
      return Optional.empty();
    }
    return Optional.of(setting);
  }
}
