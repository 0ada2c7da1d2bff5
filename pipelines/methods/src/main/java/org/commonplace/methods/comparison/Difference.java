package org.commonplace.methods.comparison;

/** Where a value lies relative to its benchmark, and how surely. */
public enum Difference {
  /** Below, and the 99.8 % limits exclude the benchmark. */
  LOWER_998,
  /** Below, and only the 95 % limits exclude the benchmark. */
  LOWER_95,
  /** The 95 % limits include the benchmark; a limit equal to it counts as including it. */
  SIMILAR,
  /** Above, and only the 95 % limits exclude the benchmark. */
  HIGHER_95,
  /** Above, and the 99.8 % limits exclude the benchmark. */
  HIGHER_998,
  /** Not compared: with itself, or without limits or benchmark. */
  NOT_COMPARED;

  /** The difference in terms of good and bad at the level of 95 %. */
  public Verdict verdict(Polarity polarity) {
    return switch (this) {
      case LOWER_998, LOWER_95 ->
          switch (polarity) {
            case HIGH_IS_GOOD -> Verdict.WORSE;
            case LOW_IS_GOOD -> Verdict.BETTER;
            case NEUTRAL -> Verdict.LOWER;
          };
      case HIGHER_95, HIGHER_998 ->
          switch (polarity) {
            case HIGH_IS_GOOD -> Verdict.BETTER;
            case LOW_IS_GOOD -> Verdict.WORSE;
            case NEUTRAL -> Verdict.HIGHER;
          };
      case SIMILAR -> Verdict.SIMILAR;
      case NOT_COMPARED -> Verdict.NOT_COMPARED;
    };
  }

  /** The same at the stricter level of 99.8 %: what only 95 % limits exclude is similar. */
  public Verdict verdict998(Polarity polarity) {
    return this == LOWER_95 || this == HIGHER_95 ? Verdict.SIMILAR : verdict(polarity);
  }
}
