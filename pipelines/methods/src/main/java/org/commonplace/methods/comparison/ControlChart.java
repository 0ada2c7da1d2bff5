package org.commonplace.methods.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A control chart of a monthly series: {@link XmrChart} or {@link AttributeChart}.
 *
 * <p>A missing month is a gap: no moving range is taken across it, and no run of points that a rule
 * looks for goes through it. Otherwise a rule would see "seven in a row" where nobody knows what
 * the months between were.
 *
 * @param phases stretches with limits of their own, in order; more than one when the series was
 *     rebased
 * @param limits for every month its own limits; {@link Limits#NONE} in a stretch without, or for a
 *     month without denominator
 * @param codes for every month what the rules say
 * @param variation what the latest month says
 * @param assurance whether the process can be relied on to meet its target
 */
public record ControlChart(
    List<Phase> phases,
    List<Limits> limits,
    List<PointCode> codes,
    Variation variation,
    Assurance assurance) {

  public ControlChart {
    phases = List.copyOf(phases);
    limits = List.copyOf(limits);
    codes = List.copyOf(codes);
  }

  /**
   * One stretch of months with one mean; all numbers in the unit of the indicator.
   *
   * @param from index of its first month
   * @param to index after its last month
   * @param mean the centre line
   * @param lower the lower process limit; where limits differ by month, that of the latest month
   *     that has one
   * @param upper the upper process limit; where limits differ by month, that of the latest month
   *     that has one
   * @param baseline months with a value that the mean and limits rest on
   */
  public record Phase(int from, int to, double mean, double lower, double upper, int baseline) {}

  /**
   * The lines at one month, in the unit of the indicator.
   *
   * @param mean the centre line
   * @param lower the lower process limit
   * @param upper the upper process limit
   */
  public record Limits(double mean, double lower, double upper) {
    /** A month without limits. */
    public static final Limits NONE = new Limits(Double.NaN, Double.NaN, Double.NaN);
  }

  /** The first rule, in the order of the rules, that a month is part of; and on which side. */
  public enum PointCode {
    /** No value for the month. */
    MISSING(0),
    /** Its stretch has too few months with a value for limits. */
    NO_LIMITS(0),
    COMMON_CAUSE(0),
    ABOVE_LIMIT(1),
    BELOW_LIMIT(-1),
    RISING_TREND(1),
    FALLING_TREND(-1),
    TWO_OF_THREE_HIGH(1),
    TWO_OF_THREE_LOW(-1),
    RUN_ABOVE_MEAN(1),
    RUN_BELOW_MEAN(-1);

    private final int direction;

    PointCode(int direction) {
      this.direction = direction;
    }

    /** 1 for high or rising, -1 for low or falling, 0 for neither. */
    public int direction() {
      return direction;
    }
  }

  /** What the latest month says of the process. */
  public enum Variation {
    COMMON_CAUSE,
    IMPROVEMENT,
    CONCERN,
    /** Special cause of an indicator that has no good direction. */
    NEUTRAL_HIGH,
    NEUTRAL_LOW,
    /** The latest month has no value. */
    LATEST_MISSING,
    TOO_FEW
  }

  /** Whether the target will be met if nothing changes. */
  public enum Assurance {
    CONSISTENTLY_PASS,
    CONSISTENTLY_FAIL,
    HIT_AND_MISS,
    NO_TARGET,
    TOO_FEW
  }

  /** The phase of the latest month; empty when it has too few months for limits. */
  public Optional<Phase> latestPhase() {
    if (phases.isEmpty()) {
      return Optional.empty();
    }
    Phase last = phases.get(phases.size() - 1);
    return last.to() == codes.size() ? Optional.of(last) : Optional.empty();
  }

  /** Puts the stretches of a chart together. */
  static final class Builder {
    private final ChartSettings settings;
    private final double[] series;
    private final List<Phase> phases = new ArrayList<>();
    private final Limits[] limits;
    private final PointCode[] codes;

    Builder(ChartSettings settings, double[] series) {
      this.settings = settings;
      this.series = series;
      this.limits = new Limits[series.length];
      this.codes = new PointCode[series.length];
      Arrays.fill(limits, Limits.NONE);
    }

    void withoutLimits(int from, int to) {
      ChartRules.codeWithoutLimits(series, from, to, codes);
    }

    /** A stretch whose limits are the same in every month. */
    void phase(Phase phase, double[] half) {
      Limits same = new Limits(phase.mean(), phase.lower(), phase.upper());
      Arrays.fill(limits, phase.from(), phase.to(), same);
      code(phase, half);
    }

    /** A stretch whose limits differ by month. */
    void phase(Phase phase, double[] half, Limits[] ofMonths) {
      System.arraycopy(ofMonths, phase.from(), limits, phase.from(), phase.to() - phase.from());
      code(phase, half);
    }

    private void code(Phase phase, double[] half) {
      phases.add(phase);
      ChartRules.code(series, phase, half, settings.twoInThree(), codes);
    }

    ControlChart build() {
      PointCode latest = codes.length == 0 ? PointCode.NO_LIMITS : codes[codes.length - 1];
      Phase last = phases.isEmpty() ? null : phases.get(phases.size() - 1);
      boolean limited = last != null && last.to() == codes.length;
      return new ControlChart(
          phases,
          Arrays.asList(limits),
          Arrays.asList(codes),
          limited ? ChartRules.variation(latest, settings.polarity()) : Variation.TOO_FEW,
          limited
              ? ChartRules.assurance(settings, last.lower(), last.upper())
              : settings.hasTarget() ? Assurance.TOO_FEW : Assurance.NO_TARGET);
    }
  }
}
