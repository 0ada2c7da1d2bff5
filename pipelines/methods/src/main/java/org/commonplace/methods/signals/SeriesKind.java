package org.commonplace.methods.signals;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the numbers of a series are, and the detector that suits them when none is named. */
public enum SeriesKind {
  /** Cases in a period. */
  COUNT("excess-windows"),
  /** Cases among a population at risk that is known for every period. */
  RATE("excess-windows"),
  /** Cases out of a total, at most all of it: positive out of all tests. */
  SHARE("seasonal-logit"),
  /** Positive numbers that are no counts, such as a concentration in wastewater. */
  MEASUREMENT("seasonal-log");

  private final String detector;

  SeriesKind(String detector) {
    this.detector = detector;
  }

  /** The name in files and on the command line. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of the detector that suits it. */
  public String detector() {
    return detector;
  }

  /** The kind with this code, if there is one. */
  public static Optional<SeriesKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }

  /**
   * Whether the method makes sense of such numbers: a model of counts reads a concentration of
   * 2,000 as 2,000 cases, and a share has to stay below its total.
   */
  public boolean admits(Detector method) {
    boolean ofShares = method.name().equals(SHARE.detector);
    boolean ofMeasurements = method.name().equals(MEASUREMENT.detector);
    return switch (this) {
      case COUNT -> !ofShares;
      case RATE -> true;
      case SHARE -> !ofMeasurements;
      case MEASUREMENT ->
          ofMeasurements
              || method instanceof Ears
              || method instanceof Essence
              || method instanceof Cdc
              || method instanceof XmrRules;
    };
  }
}
