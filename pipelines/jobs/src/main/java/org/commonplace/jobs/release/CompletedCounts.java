package org.commonplace.jobs.release;

/**
 * The published counts of a series as growth and R(t) need them. Incomplete counts at the end look
 * like a fall: they enter as what they will come to, and the newest of which that is not known well
 * enough are left off, as are provisional ones.
 */
final class CompletedCounts {
  /** A count is left off if the middle half of what it may come to is wider, as a share of it. */
  private static final double WIDEST = 0.1;

  private final Series series;

  CompletedCounts(Series series) {
    this.series = series;
  }

  /** Index of the last count that can be used; below 0 if there is none. */
  int last() {
    int last = series.rows().size() - 1;
    while (last >= 0 && !isKnown(last)) {
      last--;
    }
    return last;
  }

  private boolean isKnown(int index) {
    PublishedRow row = series.rows().get(index);
    if (row == null || !row.state().equals("reported")) {
      return false;
    }
    Nowcasts.Count nowcast = series.nowcasts().get(row.periodStart());
    return nowcast == null || nowcast.upper50() - nowcast.lower50() <= WIDEST * nowcast.estimate();
  }

  /** The count; NaN if it is missing, hidden, or negative because of a correction. */
  double count(int index) {
    PublishedRow row = series.rows().get(index);
    if (row == null || !row.isShown() || row.numerator() == null || row.numerator() < 0) {
      return Double.NaN;
    }
    Nowcasts.Count nowcast = series.nowcasts().get(row.periodStart());
    return nowcast == null ? row.numerator() : nowcast.estimate();
  }

  /** What to add to a sentence about a window of periods: that late reports are allowed for. */
  String allowance(int from, int to) {
    for (int index = from; index <= to; index++) {
      PublishedRow row = series.rows().get(index);
      if (row != null && series.nowcasts().containsKey(row.periodStart())) {
        return ", with reports still to come allowed for";
      }
    }
    return "";
  }
}
