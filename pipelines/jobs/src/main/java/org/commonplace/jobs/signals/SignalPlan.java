package org.commonplace.jobs.signals;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.methods.signals.Detector;
import org.commonplace.methods.signals.HolidayCalendar;
import org.commonplace.methods.signals.SeriesKind;
import org.commonplace.schemas.DetectorSetting;
import org.commonplace.schemas.Frequency;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorMethod;
import org.commonplace.schemas.SignalSettings;

/**
 * Which indicators are watched, and how.
 *
 * @param watched what is watched, by the indicator's id
 */
record SignalPlan(SortedMap<String, Watch> watched) implements Serializable {
  SignalPlan {
    watched = Collections.unmodifiableSortedMap(new TreeMap<>(watched));
  }

  /**
   * How one indicator is watched.
   *
   * @param kind what its numbers are
   * @param detectors the detectors that run, at least one
   * @param rareDetectors those that run before them on a series of rare cases; may be empty
   * @param holidays name of the calendar of the places' public holidays; empty when not known
   */
  record Watch(
      SeriesKind kind,
      List<DetectorSetting> detectors,
      List<DetectorSetting> rareDetectors,
      String holidays)
      implements Serializable {
    Watch {
      detectors = List.copyOf(detectors);
      rareDetectors = List.copyOf(rareDetectors);
    }

    /** The places' public holidays, if they are known. */
    Optional<HolidayCalendar> calendar() {
      return holidays.isEmpty() ? Optional.empty() : Optional.of(HolidayCalendar.named(holidays));
    }

    /** Whether late reports add to a value. */
    boolean isAddedTo() {
      return kind == SeriesKind.COUNT || kind == SeriesKind.RATE;
    }

    /** The names of all, those of rare cases last. */
    List<String> names() {
      return Stream.concat(detectors.stream(), rareDetectors.stream())
          .map(DetectorSetting::name)
          .distinct()
          .toList();
    }
  }

  /**
   * Ids of those whose newest values can be completed: shares and measurements are not added to.
   */
  Set<String> completed() {
    return watched.entrySet().stream()
        .filter(each -> each.getValue().isAddedTo())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The plan of these definitions.
   *
   * @throws StageFailure that names every detector that cannot run
   */
  static SignalPlan of(Collection<IndicatorDefinition> definitions) {
    SortedMap<String, Watch> watched = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (IndicatorDefinition definition : definitions) {
      SignalSettings settings = definition.signals();
      if (!settings.detectors().isEmpty()) {
        SeriesKind kind = kind(definition, problems);
        watched.put(
            definition.id(),
            new Watch(kind, settings.detectors(), settings.rareDetectors(), settings.holidays()));
        checkHolidays(settings.holidays(), definition, problems);
        checkFrequency(definition, problems);
        checkInterval(definition, problems);
        check(definition, "detectors", settings.detectors(), kind, problems);
        check(definition, "rareDetectors", settings.rareDetectors(), kind, problems);
        checkTwice(definition, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new StageFailure(StageFailure.Kind.BAD_DEFINITION, String.join("\n", problems));
    }
    return new SignalPlan(watched);
  }

  private static SeriesKind kind(IndicatorDefinition definition, List<String> problems) {
    return switch (definition.method()) {
      case COUNT -> SeriesKind.COUNT;
      case BYAR, BYAR_REPEATED, DSR -> SeriesKind.RATE;
      case WILSON -> SeriesKind.SHARE;
      case RATIO, RATIO_OF_COUNTS, ISR -> SeriesKind.MEASUREMENT;
      case DIFFERENCE,
          DEVIATION,
          SLOPE_INDEX,
          RELATIVE_INDEX,
          GROUP_GAP,
          CONCENTRATION_INDEX,
          FUNCTIONAL_ZERO_ALLOWANCE,
          FUNCTIONAL_ZERO_RATE -> {
        problems.add(
            definition.file()
                + ", signals: values of the method "
                + definition.method().code()
                + " can be negative or count months, which no detector can test; remove the"
                + " field");
        yield SeriesKind.MEASUREMENT;
      }
    };
  }

  private static void checkHolidays(
      String name, IndicatorDefinition definition, List<String> problems) {
    try {
      if (!name.isEmpty()) {
        HolidayCalendar.named(name);
      }
    } catch (IllegalArgumentException e) {
      problems.add(definition.file() + ", signals.holidays: " + e.getMessage());
    }
  }

  private static void checkFrequency(IndicatorDefinition definition, List<String> problems) {
    if (definition.frequency() == Frequency.QUARTER || definition.frequency() == Frequency.YEAR) {
      problems.add(
          definition.file()
              + ", signals: a series by "
              + definition.frequency().code()
              + " is too coarse for detectors; use day, week or month, or remove the field");
    }
  }

  /** The method of Cori and others lets nobody infect others within the period of a count. */
  private static void checkInterval(IndicatorDefinition definition, List<String> problems) {
    if (definition.signals().serialInterval().isPresent()
        && (definition.frequency() != Frequency.DAY
            || definition.method() != IndicatorMethod.COUNT)) {
      problems.add(
          definition.file()
              + ", signals.serialInterval: how many others a case infects can be told of daily"
              + " counts only; in a "
              + definition.frequency().code()
              + " cases fall together with those that they infect; remove the field");
    }
  }

  private static void check(
      IndicatorDefinition definition,
      String field,
      List<DetectorSetting> detectors,
      SeriesKind kind,
      List<String> problems) {
    String where = definition.file() + ", signals." + field + ": ";
    for (DetectorSetting setting : detectors) {
      try {
        if (!kind.admits(Detector.named(setting.name()))) {
          problems.add(
              where
                  + "\""
                  + setting.name()
                  + "\" makes no sense of values of the kind "
                  + kind.code()
                  + "; use "
                  + kind.detector());
        }
      } catch (IllegalArgumentException e) {
        problems.add(where + e.getMessage());
      }
    }
  }

  /** Rare cases are tested by both lists, so that a detector of both would run twice. */
  private static void checkTwice(IndicatorDefinition definition, List<String> problems) {
    Set<String> names = new HashSet<>();
    for (DetectorSetting setting : definition.signals().allDetectors()) {
      if (!names.add(setting.name())) {
        problems.add(
            definition.file() + ", signals: \"" + setting.name() + "\" is there twice; keep one");
      }
    }
  }
}
