package org.commonplace.jobs.signals;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.methods.signals.Detector;
import org.commonplace.schemas.DetectorSetting;
import org.commonplace.schemas.Frequency;
import org.commonplace.schemas.IndicatorDefinition;

/**
 * Which detectors run on which indicators.
 *
 * @param detectors the detectors of each indicator that has any, by its id
 */
record SignalPlan(SortedMap<String, List<DetectorSetting>> detectors) implements Serializable {
  SignalPlan {
    SortedMap<String, List<DetectorSetting>> copy = new TreeMap<>();
    detectors.forEach((indicator, settings) -> copy.put(indicator, List.copyOf(settings)));
    detectors = Collections.unmodifiableSortedMap(copy);
  }

  /**
   * The plan of these definitions.
   *
   * @throws StageFailure that names every detector that cannot run
   */
  static SignalPlan of(Collection<IndicatorDefinition> definitions) {
    SortedMap<String, List<DetectorSetting>> detectors = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (IndicatorDefinition definition : definitions) {
      if (!definition.detectors().isEmpty()) {
        detectors.put(definition.id(), definition.detectors());
        check(definition, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new StageFailure(StageFailure.Kind.BAD_DEFINITION, String.join("\n", problems));
    }
    return new SignalPlan(detectors);
  }

  private static void check(IndicatorDefinition definition, List<String> problems) {
    if (definition.frequency() == Frequency.QUARTER || definition.frequency() == Frequency.YEAR) {
      problems.add(
          definition.file()
              + ", signals: a series by "
              + definition.frequency().code()
              + " is too coarse for detectors; use day, week or month, or remove the field");
    }
    Set<String> names = new HashSet<>();
    for (DetectorSetting setting : definition.detectors()) {
      if (!Detector.names().contains(setting.name())) {
        problems.add(
            definition.file()
                + ", signals.detectors: there is no detector \""
                + setting.name()
                + "\"; choose of "
                + String.join(", ", Detector.names()));
      }
      if (!names.add(setting.name())) {
        problems.add(
            definition.file()
                + ", signals.detectors: \""
                + setting.name()
                + "\" is there twice; keep one");
      }
    }
  }
}
