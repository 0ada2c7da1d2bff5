package org.commonplace.methods.comparison;

import static org.commonplace.methods.interval.Columns.requireMultiplier;
import static org.commonplace.methods.interval.Columns.requireSameSize;

import org.commonplace.methods.comparison.ControlChart.Limits;
import org.commonplace.methods.comparison.ControlChart.Phase;

/**
 * How to draw a p-chart (proportions) or u-chart (rates): limits three standard errors of each
 * month's own denominator from the overall mean, so that a month with few people is given more
 * room.
 *
 * <p>Where counts are large such limits are too narrow, as people differ and months do too. Laney's
 * adjustment (Laney 2002, p' and u' charts) widens them by the spread of neighbouring months in
 * standard errors: the mean moving range of the z-scores, the wild ones left out once, divided by
 * 1.128.
 *
 * <p>A month is missing when its events or denominator are, when the denominator is not above zero,
 * or, for proportions, when there are more events than people. As in {@link XmrChart} neither a
 * moving range nor a run goes through a missing month.
 */
public final class AttributeChart {
  /** Fewer months with a value than this give no limits. */
  public static final int LEAST_BASELINE = ChartSettings.LEAST_BASELINE;

  private static final double ERRORS = 3;
  private static final double RANGE_OF_STANDARD_NORMALS = 1.128;

  private final Kind kind;
  private final ChartSettings settings;
  private final double multiplier;
  private final double laneyFrom;

  private AttributeChart(Kind kind, ChartSettings settings, double multiplier, double laneyFrom) {
    this.kind = kind;
    this.settings = settings;
    this.multiplier = multiplier;
    this.laneyFrom = laneyFrom;
  }

  private enum Kind {
    PROPORTION,
    RATE
  }

  /** A p-chart whose limits rest on all months, without target or adjustment. */
  public static AttributeChart ofProportions(Polarity polarity) {
    return new AttributeChart(
        Kind.PROPORTION, ChartSettings.of(polarity), 1, Double.POSITIVE_INFINITY);
  }

  /** A u-chart whose limits rest on all months, without target or adjustment. */
  public static AttributeChart ofRates(Polarity polarity) {
    return new AttributeChart(Kind.RATE, ChartSettings.of(polarity), 1, Double.POSITIVE_INFINITY);
  }

  /**
   * Applied to all numbers of the chart, as 100 for percentages.
   *
   * @throws IllegalArgumentException unless positive and finite
   */
  public AttributeChart withMultiplier(double factor) {
    requireMultiplier(factor);
    return new AttributeChart(kind, settings, factor, laneyFrom);
  }

  /** Laney's adjustment, whatever the counts. */
  public AttributeChart withLaney() {
    return withLaneyFrom(0);
  }

  /**
   * Laney's adjustment in stretches whose baseline has so many events a month or more.
   *
   * @param meanEvents events a month; at what size it is needed depends on the indicator
   * @throws IllegalArgumentException if negative or NaN
   */
  public AttributeChart withLaneyFrom(double meanEvents) {
    if (!(meanEvents >= 0)) {
      throw new IllegalArgumentException(
          "the events from which to adjust must be zero or more, but are " + meanEvents);
    }
    return new AttributeChart(kind, settings, multiplier, meanEvents);
  }

  /**
   * Limits rest on the first so many months with a value of each stretch.
   *
   * @throws IllegalArgumentException for fewer than {@link #LEAST_BASELINE}
   */
  public AttributeChart withBaseline(int months) {
    return new AttributeChart(kind, settings.withBaseline(months), multiplier, laneyFrom);
  }

  /**
   * A target, in the unit of the chart (multiplied).
   *
   * @throws IllegalArgumentException for NaN
   */
  public AttributeChart withTarget(double value) {
    return new AttributeChart(kind, settings.withTarget(value), multiplier, laneyFrom);
  }

  /**
   * New limits begin at these months (indexes into the series).
   *
   * @throws IllegalArgumentException if they do not rise from 1
   */
  public AttributeChart withRebases(int... months) {
    return new AttributeChart(kind, settings.withRebases(months), multiplier, laneyFrom);
  }

  /**
   * Draws the chart.
   *
   * @param events events of every month in order, none left out; NaN is missing
   * @param denominator people, or person-time for rates; NaN is missing
   * @throws IllegalArgumentException if the columns differ in length
   */
  public ControlChart draw(double[] events, double[] denominator) {
    requireSameSize(events.length, denominator.length);
    double[] series = new double[events.length];
    for (int i = 0; i < series.length; i++) {
      series[i] =
          isMissing(events[i], denominator[i])
              ? Double.NaN
              : events[i] / denominator[i] * multiplier;
    }
    ControlChart.Builder chart = new ControlChart.Builder(settings, series);
    double[] half = new double[series.length];
    Limits[] limits = new Limits[series.length];
    for (int stretch = 0, from = 0; from < series.length; stretch++) {
      int to = settings.endOfStretch(stretch, series.length);
      Phase phase = phase(events, denominator, from, to, half, limits);
      if (phase == null) {
        chart.withoutLimits(from, to);
      } else {
        chart.phase(phase, half, limits);
      }
      from = to;
    }
    return chart.build();
  }

  /** Null when the stretch has too few months for limits. */
  private Phase phase(
      double[] events, double[] denominator, int from, int to, double[] half, Limits[] limits) {
    int count = 0;
    double allEvents = 0;
    double all = 0;
    int end = from;
    for (int i = from; i < to && count < settings.baseline(); i++) {
      if (!isMissing(events[i], denominator[i])) {
        allEvents += events[i];
        all += denominator[i];
        count++;
      }
      end = i + 1;
    }
    if (count < LEAST_BASELINE) {
      return null;
    }
    double mean = allEvents / all;
    double widening =
        allEvents / count >= laneyFrom ? laney(events, denominator, from, end, mean) : 1;
    if (Double.isNaN(widening)) {
      return null;
    }
    double centre = mean * multiplier;
    Limits latest = Limits.NONE;
    for (int i = from; i < to; i++) {
      if (isMissing(events[i], denominator[i])) {
        half[i] = Double.NaN;
        limits[i] = Limits.NONE;
        continue;
      }
      half[i] =
          Math.max(
              ERRORS * error(mean, denominator[i]) * widening * multiplier,
              ChartRules.ROUNDING * centre);
      double most = kind == Kind.PROPORTION ? multiplier : Double.POSITIVE_INFINITY;
      limits[i] =
          new Limits(centre, Math.max(0, centre - half[i]), Math.min(most, centre + half[i]));
      latest = limits[i];
    }
    return new Phase(from, to, centre, latest.lower(), latest.upper(), count);
  }

  /** NaN when too few months have a neighbour. */
  private double laney(double[] events, double[] denominator, int from, int to, double mean) {
    double[] scores = new double[to];
    for (int i = from; i < to; i++) {
      double error = error(mean, denominator[i]);
      scores[i] =
          isMissing(events[i], denominator[i])
              ? Double.NaN
              : error == 0 ? 0 : (events[i] / denominator[i] - mean) / error;
    }
    double spread =
        MovingRange.mean(scores, from, to, settings.screening()) / RANGE_OF_STANDARD_NORMALS;
    // Without any event, or with all, there is no spread to measure and nothing to widen.
    return spread == 0 ? 1 : spread;
  }

  private double error(double mean, double denominator) {
    return switch (kind) {
      case PROPORTION -> Math.sqrt(mean * (1 - mean) / denominator);
      case RATE -> Math.sqrt(mean / denominator);
    };
  }

  private boolean isMissing(double events, double denominator) {
    return !(events >= 0)
        || !(denominator > 0)
        || Double.isInfinite(events)
        || Double.isInfinite(denominator)
        || (kind == Kind.PROPORTION && events > denominator);
  }
}
