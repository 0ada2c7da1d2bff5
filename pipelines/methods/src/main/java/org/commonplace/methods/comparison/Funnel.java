package org.commonplace.methods.comparison;

import static org.commonplace.methods.interval.Columns.requireMultiplier;
import static org.commonplace.methods.interval.Columns.requireSameSize;

import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Confidence;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.PoissonLimits;
import org.commonplace.methods.interval.Span;

/**
 * Funnel plots: is a place further from the average of all than its size explains? Limits of
 * proportions are drawn around the average (Spiegelhalter 2005); of ratios and rates the place's
 * own Poisson limits, exact below ten events and Byar's from ten, are held against it. Limits that
 * equal what they are held against are not significant.
 *
 * <p>A count that is an interval is significant only if both its ends are, on one side.
 */
public final class Funnel {
  /** A directly standardised rate of fewer events than this is in no funnel. */
  private static final int LEAST_EVENTS = 10;

  private static final PoissonLimits OUTER = PoissonLimits.at(Confidence.P998);
  private static final PoissonLimits INNER = PoissonLimits.at(Confidence.P95);

  private Funnel() {}

  /**
   * A funnel of proportions around their own average.
   *
   * @param numerator events of each place, a real number when it is modelled
   * @param denominator people of each place; a place without, or with a missing or contradictory
   *     number, is not in the funnel
   * @throws IllegalArgumentException if the columns differ in length
   */
  public static FunnelLabels proportions(Amounts numerator, Amounts denominator) {
    requireSameSize(numerator.size(), denominator.size());
    double events = 0;
    double people = 0;
    for (int i = 0; i < numerator.size(); i++) {
      if (isProportion(numerator, denominator, i)) {
        events += numerator.low(i) / 2 + numerator.high(i) / 2;
        people += denominator.low(i) / 2 + denominator.high(i) / 2;
      }
    }
    double average = events / people;
    FunnelLabel[] labels = new FunnelLabel[numerator.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] =
          isProportion(numerator, denominator, i)
              ? label(numerator.low(i), denominator.high(i), average)
                  .orLess(
                      label(
                          Math.min(numerator.high(i), denominator.low(i)),
                          denominator.low(i),
                          average))
              : FunnelLabel.NOT_APPLICABLE;
    }
    return new FunnelLabels(labels, average);
  }

  /**
   * A funnel of ratios of observed to expected events, around one.
   *
   * @param observed events of each place
   * @param expected expected events of each place, above zero
   * @throws IllegalArgumentException if the columns differ in length
   */
  public static FunnelLabels ratios(Counts observed, Amounts expected) {
    return around(observed, expected, 1);
  }

  /**
   * A funnel of crude rates around their own average.
   *
   * @param events events of each place
   * @param denominator people or person-years of each place; a place without, or with a missing
   *     number, is not in the funnel
   * @throws IllegalArgumentException if the columns differ in length
   */
  public static FunnelLabels rates(Counts events, Amounts denominator) {
    requireSameSize(events.size(), denominator.size());
    double allEvents = 0;
    double all = 0;
    for (int i = 0; i < events.size(); i++) {
      if (isRate(events, denominator, i)) {
        allEvents += middle(events, i);
        all += denominator.low(i) / 2 + denominator.high(i) / 2;
      }
    }
    return around(events, denominator, allEvents / all);
  }

  /**
   * A funnel of rates that are given, as directly standardised ones: the denominator is the one
   * that would make the rate of the events, multiplier x events / rate. Fewer than ten events are
   * {@link FunnelLabel#TOO_FEW_EVENTS} and do not move the average.
   *
   * @param events exact events of each place
   * @param rate rate of each place, multiplied; NaN where there is none
   * @param multiplier the multiplier of the rates, as 100,000
   * @throws IllegalArgumentException if the columns differ in length or the multiplier is not
   *     positive
   */
  public static FunnelLabels standardisedRates(Counts events, double[] rate, double multiplier) {
    requireSameSize(events.size(), rate.length);
    requireMultiplier(multiplier);
    double[] denominator = new double[rate.length];
    double allEvents = 0;
    double all = 0;
    for (int i = 0; i < rate.length; i++) {
      denominator[i] = Double.NaN;
      if (!events.isMissing(i) && events.low(i) >= LEAST_EVENTS && rate[i] > 0) {
        denominator[i] = multiplier * events.low(i) / rate[i];
        allEvents += events.low(i);
        all += denominator[i];
      }
    }
    double average = allEvents / all;
    FunnelLabels labels = around(events, Amounts.exact(denominator), average);
    FunnelLabel[] filled = new FunnelLabel[rate.length];
    for (int i = 0; i < filled.length; i++) {
      boolean few = !events.isMissing(i) && !events.isInvalid(i) && events.low(i) < LEAST_EVENTS;
      filled[i] = few ? FunnelLabel.TOO_FEW_EVENTS : labels.at(i);
    }
    return new FunnelLabels(filled, average);
  }

  private static FunnelLabels around(Counts events, Amounts denominator, double average) {
    requireSameSize(events.size(), denominator.size());
    FunnelLabel[] labels = new FunnelLabel[events.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] =
          isRate(events, denominator, i)
              ? rate(events.low(i), denominator.high(i), average)
                  .orLess(rate(events.high(i), denominator.low(i), average))
              : FunnelLabel.NOT_APPLICABLE;
    }
    return new FunnelLabels(labels, average);
  }

  private static boolean isProportion(Amounts numerator, Amounts denominator, int row) {
    return !numerator.isMissing(row)
        && !denominator.isMissing(row)
        && !numerator.isInvalid(row)
        && !denominator.isInvalid(row)
        && numerator.low(row) >= 0
        && denominator.low(row) > 0
        && numerator.low(row) <= denominator.low(row);
  }

  private static boolean isRate(Counts events, Amounts denominator, int row) {
    return !events.isMissing(row)
        && !denominator.isMissing(row)
        && !events.isInvalid(row)
        && !denominator.isInvalid(row)
        && denominator.low(row) > 0;
  }

  private static double middle(Counts counts, int row) {
    return counts.low(row) / 2.0 + counts.high(row) / 2.0;
  }

  /**
   * One place in the funnel of proportions.
   *
   * @param average of all places, 0 to 1
   * @throws IllegalArgumentException if the average is not 0 to 1
   */
  public static FunnelLabel proportion(long numerator, long denominator, double average) {
    if (!(average >= 0 && average <= 1)) {
      throw new IllegalArgumentException("an average proportion is 0 to 1, but is " + average);
    }
    if (denominator <= 0 || numerator < 0 || numerator > denominator) {
      return FunnelLabel.NOT_APPLICABLE;
    }
    return label((double) numerator, (double) denominator, average);
  }

  private static FunnelLabel label(double numerator, double denominator, double average) {
    double value = numerator / denominator;
    Span outer = proportionLimits(average, denominator, Confidence.P998);
    Span inner = proportionLimits(average, denominator, Confidence.P95);
    if (value > outer.high()) {
      return FunnelLabel.HIGH_001;
    }
    if (value < outer.low()) {
      return FunnelLabel.LOW_001;
    }
    if (value > inner.high()) {
      return FunnelLabel.HIGH_025;
    }
    return value < inner.low() ? FunnelLabel.LOW_025 : FunnelLabel.NOT_SIGNIFICANT;
  }

  /**
   * The curve of the funnel of proportions at a size, between 0 and 1: the score limits of the
   * average, a -/+ z &radic;(a (1 - a) / n).
   *
   * @param average of all places, 0 to 1
   * @param denominator the size, above zero; NaN limits for any other
   */
  public static Span proportionLimits(double average, double denominator, Confidence confidence) {
    if (!(denominator > 0)) {
      return Span.NONE;
    }
    double half = confidence.normalQuantile() * Math.sqrt(average * (1 - average) / denominator);
    return new Span(Math.max(0, average - half), Math.min(1, average + half));
  }

  /** Observed against expected events; the average is a ratio of one. */
  public static FunnelLabel ratio(long observed, double expected) {
    return rate(observed, expected, 1);
  }

  /**
   * One place in a funnel of rates.
   *
   * @param average all events / all denominators, not multiplied
   */
  public static FunnelLabel rate(long events, double denominator, double average) {
    if (!(denominator > 0) || events < 0) {
      return FunnelLabel.NOT_APPLICABLE;
    }
    double expected = average * denominator;
    if (OUTER.lower(events) > expected) {
      return FunnelLabel.HIGH_001;
    }
    if (OUTER.upper(events) < expected) {
      return FunnelLabel.LOW_001;
    }
    if (INNER.lower(events) > expected) {
      return FunnelLabel.HIGH_025;
    }
    return INNER.upper(events) < expected ? FunnelLabel.LOW_025 : FunnelLabel.NOT_SIGNIFICANT;
  }
}
