package org.commonplace.methods.signals.nowcast;

import java.util.function.DoublePredicate;
import org.commonplace.methods.interval.Span;
import org.commonplace.methods.signals.CountTail;

/**
 * What one newest figure will come to: the figure and a negative binomial number of cases still to
 * be added, less a negative binomial number of cases still to be taken out.
 *
 * <p>That holds for a vintage that is revised as those before. One that is not is taken to end
 * anywhere around the mean, by a Laplace law with twice the standard deviation as its scale.
 *
 * <p>Limits are mid-p limits: a count lies inside if the probability below it and half its own is
 * within the level. So a count that is likely not revised at all is not said to be less certain
 * than it is.
 *
 * @param newest the newest figure, in cases
 * @param additions cases still to be added, on average
 * @param additionSpread variance of the additions beyond their mean, per squared mean
 * @param removals cases still to be taken out, on average
 * @param removalSpread variance of the removals beyond their mean, per squared mean
 * @param unlike probability that the vintage is revised like none before, from 0 to 1
 */
public record NowcastCount(
    double newest,
    double additions,
    double additionSpread,
    double removals,
    double removalSpread,
    double unlike) {

  /** Scale of what a vintage like none before does, per standard deviation of the others. */
  private static final double UNLIKE_SCALE = 2;

  private static final int REMOVAL_POINTS = 64;

  /** The settled count to expect. */
  public double mean() {
    return newest + additions - removals;
  }

  /** Variance of the settled count, given the newest figure. */
  public double variance() {
    double scale = UNLIKE_SCALE * Math.sqrt(likeVariance());
    return (1 - unlike) * likeVariance() + unlike * 2 * scale * (1 + scale);
  }

  private double likeVariance() {
    return additions * (1 + additions * additionSpread) + removals * (1 + removals * removalSpread);
  }

  /** The settled count that is as likely exceeded as not: the estimate with the least error. */
  public double median() {
    double[] points = removalPoints();
    return smallest(count -> atLeast(count + 1, points) <= 0.5, 0.5, points);
  }

  /**
   * The central interval of the settled count.
   *
   * @param level probability that it holds the settled count, above 0 and below 1
   */
  public Span limits(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level is " + level + "; it must be above 0 and below 1");
    }
    double tail = (1 - level) / 2;
    double[] points = removalPoints();
    return new Span(
        smallest(count -> 1 - midAtLeast(count, points) >= tail, tail, points),
        smallest(count -> midAtLeast(count + 1, points) < tail, tail, points));
  }

  /** Probability that the settled count is at least {@code count}. */
  public double atLeast(double count) {
    return atLeast(count, removalPoints());
  }

  /** The smallest count for which this holds, as it does for all larger ones. */
  private double smallest(DoublePredicate holds, double tail, double[] points) {
    double low = -1;
    double high = highest(tail, points);
    while (high - low > 1) {
      double middle = Math.floor((low + high) / 2);
      if (holds.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Math.max(0, high);
  }

  /** A count whose upper tail is below {@code tail} and one half. */
  private double highest(double tail, double[] points) {
    double step = Math.max(1, additions);
    double high = newest + step;
    while (atLeast(high, points) >= Math.min(tail, 1 - tail)) {
      step *= 2;
      high += step;
    }
    return Math.ceil(high);
  }

  private double midAtLeast(double count, double[] points) {
    return (atLeast(count, points) + atLeast(count + 1, points)) / 2;
  }

  private double atLeast(double count, double[] points) {
    if (count <= 0) {
      return 1;
    }
    double like = likeAtLeast(count, points);
    return unlike > 0 ? (1 - unlike) * like + unlike * unlikeAtLeast(count) : like;
  }

  /** Whole numbers whose probability falls by the same factor with each step from the mean. */
  private double unlikeAtLeast(double count) {
    double scale = UNLIKE_SCALE * Math.sqrt(likeVariance());
    double factor = scale / (1 + scale);
    double steps = Math.ceil(count) - Math.rint(mean());
    return steps > 0
        ? Math.pow(factor, steps) / (1 + factor)
        : 1 - Math.pow(factor, 1 - steps) / (1 + factor);
  }

  private double likeAtLeast(double count, double[] points) {
    double sum = 0;
    double tail = 1;
    for (int j = 0; j < points.length; j++) {
      double next = tailAt(j + 1);
      double share = points.length == 1 ? 1 : tail - next;
      sum += share * additionsAtLeast(count - newest + points[j]);
      tail = next;
    }
    return sum;
  }

  private double additionsAtLeast(double count) {
    return additions > 0
        ? CountTail.atLeast(Math.ceil(count), additions, 1 + additions * additionSpread)
        : count <= 0 ? 1 : 0;
  }

  /** Removals at the middle of bins of probability that grow finer to the upper tail. */
  private double[] removalPoints() {
    if (!(removals > 0)) {
      return new double[1];
    }
    double[] points = new double[REMOVAL_POINTS];
    double phi = 1 + removals * removalSpread;
    double reached = 0;
    for (int j = 0; j < REMOVAL_POINTS; j++) {
      double tail = (tailAt(j) + tailAt(j + 1)) / 2;
      double step = 1;
      double high = reached;
      while (CountTail.atLeast(high + 1, removals, phi) > tail) {
        reached = high;
        high += step;
        step *= 2;
      }
      double low = reached - 1;
      while (high - low > 1) {
        double middle = Math.floor((low + high) / 2);
        if (CountTail.atLeast(middle + 1, removals, phi) > tail) {
          low = middle;
        } else {
          high = middle;
        }
      }
      reached = high;
      points[j] = Math.min(newest, high);
    }
    return points;
  }

  private static double tailAt(int edge) {
    double rest = 1 - edge / (double) REMOVAL_POINTS;
    return rest * rest;
  }
}
