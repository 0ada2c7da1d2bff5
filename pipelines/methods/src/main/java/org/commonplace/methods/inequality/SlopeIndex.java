package org.commonplace.methods.inequality;

import static org.commonplace.methods.interval.Columns.requireRuns;
import static org.commonplace.methods.interval.Columns.requireSameSize;

import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Confidence;
import org.commonplace.methods.interval.Estimates;

/**
 * Slope (SII) and relative (RII) index of inequality: a line through the values of groups in order
 * of deprivation, weighted by population (Low and Low 2004; Public Health England's method).
 *
 * <p>With a the share of population and b the midpoint of the cumulated share of each group, the
 * line is the weighted least squares fit of the values on b. Its slope is a sum of the values with
 * fixed factors k, so its variance is the sum of k&sup2; times the variances of the values: limits
 * follow at once, the same every time, where others draw 100,000 random numbers. Standard errors of
 * the groups come from their 95 % limits on the scale on which those are even (see {@link
 * ValueType}), brought to the scale of the fit by the delta method. On a transformed scale the
 * line's middle is held while the slope goes to its limits. The limits of the RII of an
 * untransformed fit are even on the logarithmic scale, by the delta method.
 *
 * <p>Groups stand most deprived first: group g of place p is row p x groups + g. So a positive SII
 * and an RII above one mean that the most deprived have the lower values. For an indicator that is
 * good when low, multiply by a negative number ({@link #withMultiplier}) and both mean again that
 * the most deprived are worse off.
 */
public final class SlopeIndex {
  /** Fewer groups than this make no line. */
  public static final int LEAST_GROUPS = 5;

  /** More groups than this are no groups but places. */
  public static final int MOST_GROUPS = 100;

  private final ValueType type;
  private final ValueType scale;
  private final double unit;
  private final double multiplier;

  private SlopeIndex(ValueType type, ValueType scale, double unit, double multiplier) {
    this.type = type;
    this.scale = scale;
    this.unit = unit;
    this.multiplier = multiplier;
  }

  /** A line through the values themselves. */
  public static SlopeIndex of(ValueType type) {
    return new SlopeIndex(type, ValueType.OTHER, 1, 1);
  }

  /**
   * A line through the logarithms of rates or the logits of proportions.
   *
   * @throws IllegalArgumentException for another type of value
   */
  public SlopeIndex transformed() {
    if (type == ValueType.OTHER) {
      throw new IllegalArgumentException("only rates and proportions can be transformed");
    }
    return new SlopeIndex(type, type, unit, multiplier);
  }

  /**
   * The number that stands for a proportion of one in the values, as 100 for percentages.
   *
   * @throws IllegalArgumentException unless it is positive and finite
   */
  public SlopeIndex inUnit(double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("a unit must be a positive number, but is " + value);
    }
    return new SlopeIndex(type, scale, value, multiplier);
  }

  /**
   * Applied to the SII and its limits; a negative one also turns the RII into its inverse.
   *
   * @throws IllegalArgumentException if it is zero or not finite
   */
  public SlopeIndex withMultiplier(double factor) {
    if (factor == 0 || Double.isNaN(factor) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException(
          "a multiplier must be a number but zero, but is " + factor);
    }
    return new SlopeIndex(type, scale, unit, factor);
  }

  /**
   * Indices from values with 95 % limits.
   *
   * <p>A place has no index, with the group's own reason, when a group has no value. It has none
   * either when a population is missing, or not above zero; when a value or limit of a rate or
   * proportion is zero, or of a proportion one, so that its logarithm or logit is infinite ({@link
   * Absence#TOO_FEW}); when a value is known only as an interval ({@link Absence#TOO_FEW}); or when
   * a value lies outside its limits or its range ({@link Absence#FAILED_VALIDATION}). When limits
   * of a group are missing there is an index without limits.
   *
   * @param groups groups of each place, 5 to 100
   * @param population people of each group
   * @param values value and 95 % limits of each group
   * @throws IllegalArgumentException if the number of groups is out of range or the columns do not
   *     fit it
   */
  public SlopeIndices indices(int groups, Amounts population, Estimates values) {
    requireSameSize(population.size(), values.size());
    if (groups < LEAST_GROUPS || groups > MOST_GROUPS) {
      throw new IllegalArgumentException(
          "a slope needs " + LEAST_GROUPS + " to " + MOST_GROUPS + " groups, but got " + groups);
    }
    int places = requireRuns(values.size(), groups);
    Estimates.Builder slope = new Estimates.Builder(places);
    Estimates.Builder relative = new Estimates.Builder(places);
    Estimates.Builder intercept = new Estimates.Builder(places);
    Line line = new Line(groups);
    for (int place = 0; place < places; place++) {
      Absence reason = line.read(population, values, place * groups);
      if (reason == null) {
        line.fit();
        fill(line, slope, relative, place);
        double start = scale.back(line.intercept) * unit;
        start *= scale == ValueType.OTHER ? 1 : Math.abs(multiplier);
        intercept.value(place, start, start);
      } else {
        slope.absent(place, reason);
        relative.absent(place, reason);
        intercept.absent(place, reason);
      }
    }
    return new SlopeIndices(slope.build(), relative.build(), intercept.build());
  }

  private void fill(Line line, Estimates.Builder slope, Estimates.Builder relative, int place) {
    double start = scale.back(line.intercept);
    double end = scale.back(line.intercept + line.slope);
    double factor = multiplier * unit;
    slope.value(place, (end - start) * factor, (end - start) * factor);
    double error = Math.sqrt(line.variance);
    double z95 = Confidence.P95.normalQuantile();
    double z998 = Confidence.P998.normalQuantile();
    double low95 = gap(line, -z95 * error) * factor;
    double high95 = gap(line, z95 * error) * factor;
    double low998 = gap(line, -z998 * error) * factor;
    double high998 = gap(line, z998 * error) * factor;
    slope.limits95(place, Math.min(low95, high95), Math.max(low95, high95));
    slope.limits998(place, Math.min(low998, high998), Math.max(low998, high998));
    if (start > 0 && end > 0) {
      double ratio = end / start;
      double logError = Math.sqrt(line.ratioVariance) / ratio;
      relative.value(place, facing(ratio), facing(ratio));
      low95 = facing(ratio(line, ratio, logError, error, -z95));
      high95 = facing(ratio(line, ratio, logError, error, z95));
      low998 = facing(ratio(line, ratio, logError, error, -z998));
      high998 = facing(ratio(line, ratio, logError, error, z998));
      relative.limits95(place, Math.min(low95, high95), Math.max(low95, high95));
      relative.limits998(place, Math.min(low998, high998), Math.max(low998, high998));
    } else {
      relative.absent(place, Absence.NOT_APPLICABLE);
    }
  }

  /** The difference of the line's ends when its slope is off by so much. */
  private double gap(Line line, double off) {
    double slope = line.slope + off;
    if (scale == ValueType.OTHER) {
      return slope;
    }
    double middle = line.intercept + line.slope / 2;
    return scale.back(middle + slope / 2) - scale.back(middle - slope / 2);
  }

  private double ratio(Line line, double ratio, double logError, double error, double z) {
    if (scale == ValueType.OTHER) {
      return ratio * Math.exp(z * logError);
    }
    double middle = line.intercept + line.slope / 2;
    double slope = line.slope + z * error;
    return scale.back(middle + slope / 2) / scale.back(middle - slope / 2);
  }

  private double facing(double ratio) {
    return multiplier < 0 ? 1 / ratio : ratio;
  }

  /** The groups of one place and the line through them; filled again for each place. */
  private final class Line {
    private final double[] share;
    private final double[] rank;
    private final double[] value;
    private final double[] valueVariance;

    private double slope;
    private double intercept;
    private double variance;
    private double ratioVariance;

    Line(int groups) {
      share = new double[groups];
      rank = new double[groups];
      value = new double[groups];
      valueVariance = new double[groups];
    }

    /** Null when the groups can be fitted. */
    private Absence read(Amounts population, Estimates values, int from) {
      double total = 0;
      for (int g = 0; g < share.length; g++) {
        int row = from + g;
        Absence reason = Groups.absence(population, values, row);
        if (reason == null) {
          reason = readValue(values, row, g);
        }
        if (reason != null) {
          return reason;
        }
        share[g] = population.low(row);
        total += share[g];
      }
      double before = 0;
      for (int g = 0; g < share.length; g++) {
        share[g] /= total;
        rank[g] = before + share[g] / 2;
        before += share[g];
      }
      return null;
    }

    private Absence readValue(Estimates values, int row, int g) {
      double y = values.valueLow(row) / unit;
      double lower = values.lower95(row) / unit;
      double upper = values.upper95(row) / unit;
      if (type != ValueType.OTHER && (y < 0 || lower < 0)
          || type == ValueType.PROPORTION && (y > 1 || upper > 1)) {
        return Absence.FAILED_VALIDATION;
      }
      double width = type.transformed(upper) - type.transformed(lower);
      if (Double.isInfinite(type.transformed(y)) || Double.isInfinite(width)) {
        return Absence.TOO_FEW;
      }
      double error = width / (2 * Confidence.P95.normalQuantile());
      double onScale = scale == ValueType.OTHER ? type.slopeAt(y) * error : error;
      value[g] = scale.transformed(y);
      valueVariance[g] = onScale * onScale;
      return null;
    }

    private void fit() {
      double meanRank = 0;
      double meanValue = 0;
      for (int g = 0; g < share.length; g++) {
        meanRank += share[g] * rank[g];
        meanValue += share[g] * value[g];
      }
      double spread = 0;
      for (int g = 0; g < share.length; g++) {
        spread += share[g] * (rank[g] - meanRank) * (rank[g] - meanRank);
      }
      slope = 0;
      variance = 0;
      for (int g = 0; g < share.length; g++) {
        double factor = share[g] * (rank[g] - meanRank) / spread;
        slope += factor * value[g];
        variance += factor * factor * valueVariance[g];
      }
      intercept = meanValue - meanRank * slope;
      ratioVariance = 0;
      for (int g = 0; g < share.length; g++) {
        double factor = share[g] * (rank[g] - meanRank) / spread;
        double ofIntercept = share[g] - meanRank * factor;
        double derivative = (factor * intercept - slope * ofIntercept) / (intercept * intercept);
        ratioVariance += derivative * derivative * valueVariance[g];
      }
    }
  }
}
