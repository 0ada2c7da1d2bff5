package org.commonplace.methods.comparison;

import java.util.Arrays;
import org.commonplace.methods.interval.Estimates;

/**
 * Ranks of places with their uncertainty: with a value's rank the best and the worst that its place
 * could have.
 *
 * <p>A place is sure to rank after another only if their intervals do not overlap, so its best rank
 * is one more than the places surely before it, and its worst is the number of places less those
 * surely behind it (Klein, Wright and Wieczorek 2020). If the intervals hold all at once with some
 * probability, so do all the ranks: with K independent places 99.8 % limits do with 0.998 to the
 * power of K, 95 % of 25 places.
 *
 * <p>Places with equal values share the better rank. A place without value has no rank; one without
 * limits has a rank and could have any.
 */
public final class RankRanges {
  /** In place of a rank: this place has no value. */
  public static final int NONE = 0;

  private final int[] rank;
  private final int[] best95;
  private final int[] worst95;
  private final int[] best998;
  private final int[] worst998;

  private RankRanges(int[] rank, int[][] at95, int[][] at998) {
    this.rank = rank;
    this.best95 = at95[0];
    this.worst95 = at95[1];
    this.best998 = at998[0];
    this.worst998 = at998[1];
  }

  /** Rank 1 is the highest value. Of a value known as an interval the middle is ranked. */
  public static RankRanges highestFirst(Estimates estimates) {
    return of(estimates.times(-1));
  }

  /** Rank 1 is the lowest value. Of a value known as an interval the middle is ranked. */
  public static RankRanges lowestFirst(Estimates estimates) {
    return of(estimates);
  }

  private static RankRanges of(Estimates estimates) {
    int size = estimates.size();
    double[] value = new double[size];
    double[] lower95 = new double[size];
    double[] upper95 = new double[size];
    double[] lower998 = new double[size];
    double[] upper998 = new double[size];
    for (int i = 0; i < size; i++) {
      boolean present = estimates.isPresent(i) && !Double.isNaN(estimates.valueLow(i));
      value[i] = present ? (estimates.valueLow(i) + estimates.valueHigh(i)) / 2 + 0.0 : Double.NaN;
      lower95[i] = limit(present, estimates.lower95(i), Double.NEGATIVE_INFINITY);
      upper95[i] = limit(present, estimates.upper95(i), Double.POSITIVE_INFINITY);
      lower998[i] = limit(present, estimates.lower998(i), Double.NEGATIVE_INFINITY);
      upper998[i] = limit(present, estimates.upper998(i), Double.POSITIVE_INFINITY);
    }
    double[] sorted = sorted(value);
    int[] rank = new int[size];
    for (int i = 0; i < size; i++) {
      rank[i] = Double.isNaN(value[i]) ? NONE : below(sorted, value[i]) + 1;
    }
    return new RankRanges(rank, ranges(value, lower95, upper95), ranges(value, lower998, upper998));
  }

  private static double limit(boolean present, double limit, double unknown) {
    return !present ? Double.NaN : Double.isNaN(limit) ? unknown : limit + 0.0;
  }

  private static int[][] ranges(double[] value, double[] lower, double[] upper) {
    double[] lowers = sorted(lower);
    double[] uppers = sorted(upper);
    int[] best = new int[value.length];
    int[] worst = new int[value.length];
    for (int i = 0; i < value.length; i++) {
      if (!Double.isNaN(value[i])) {
        best[i] = below(uppers, lower[i]) + 1;
        worst[i] = upTo(lowers, upper[i]);
      }
    }
    return new int[][] {best, worst};
  }

  /** Adding zero above makes -0.0 and 0.0 the same, as ties must be. */
  private static double[] sorted(double[] column) {
    return Arrays.stream(column).filter(each -> !Double.isNaN(each)).sorted().toArray();
  }

  /** How many of the sorted numbers are below. */
  private static int below(double[] sorted, double bound) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many of the sorted numbers are not above. */
  private static int upTo(double[] sorted, double bound) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  public int size() {
    return rank.length;
  }

  /** From 1, or {@link #NONE}. */
  public int rank(int row) {
    return rank[row];
  }

  /** The best rank by the 95 % limits, or {@link #NONE}. */
  public int best95(int row) {
    return best95[row];
  }

  /** The worst rank by the 95 % limits, or {@link #NONE}. */
  public int worst95(int row) {
    return worst95[row];
  }

  /** The best rank by the 99.8 % limits, or {@link #NONE}. */
  public int best998(int row) {
    return best998[row];
  }

  /** The worst rank by the 99.8 % limits, or {@link #NONE}. */
  public int worst998(int row) {
    return worst998[row];
  }
}
