package org.commonplace.jobs.release;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.commonplace.schemas.IndicatorDefinition;

/**
 * The released values of one indicator for one place, one item a period, without gaps.
 *
 * @param definition the indicator
 * @param place the place
 * @param step length of a period
 * @param start first day of the first period
 * @param rows one item a period; null where the place has no value because there is nothing to
 *     count
 * @param latest index of the point that sentences speak of: the last one with a number, else the
 *     last
 * @param nowcasts what counts that are not complete yet will come to, by the first day of their
 *     period
 */
record Series(
    IndicatorDefinition definition,
    Place place,
    PeriodWords step,
    LocalDate start,
    List<PublishedRow> rows,
    int latest,
    Map<LocalDate, Nowcasts.Count> nowcasts) {

  Series {
    rows = Collections.unmodifiableList(new ArrayList<>(rows));
  }

  /** Orders rows of one place and indicator into a series; there is at least one. */
  static Series of(IndicatorDefinition definition, Place place, List<PublishedRow> found) {
    PeriodWords step = PeriodWords.of(found.get(0).frequency());
    List<PublishedRow> ordered = new ArrayList<>(found);
    ordered.sort((left, right) -> left.periodEnd().compareTo(right.periodEnd()));
    LocalDate start = step.startOfPeriodEnding(ordered.get(0).periodEnd());
    List<PublishedRow> rows = new ArrayList<>();
    int latest = -1;
    for (PublishedRow row : ordered) {
      int index = step.between(start, step.startOfPeriodEnding(row.periodEnd()));
      if (index < rows.size()) {
        throw new IllegalStateException(
            definition.id() + " has two values for " + place.code() + " at " + row.periodEnd());
      }
      while (rows.size() < index) {
        rows.add(null);
      }
      rows.add(row);
      if (row.isShown()) {
        latest = index;
      }
    }
    return new Series(
        definition, place, step, start, rows, latest < 0 ? rows.size() - 1 : latest, Map.of());
  }

  /** The same with what its newest counts will come to. */
  Series completedBy(Nowcasts all) {
    return new Series(
        definition, place, step, start, rows, latest, all.of(definition.id(), place.code()));
  }

  PublishedRow latestRow() {
    return rows.get(latest);
  }

  /** The row one year before the latest, when the series has it without a break between. */
  PublishedRow yearBefore() {
    int back =
        switch (step) {
          case DAY -> 364;
          case WEEK -> 52;
          case MONTH -> 12;
          case QUARTER -> 4;
          case YEAR -> 1;
        };
    if (latest < back || hasBreak(latest - back, latest)) {
      return null;
    }
    PublishedRow before = rows.get(latest - back);
    return before == null || !before.isShown() ? null : before;
  }

  /** Whether new boundaries begin after one period, up to another, so that they do not compare. */
  boolean hasBreak(int from, int to) {
    return rows.subList(from + 1, to + 1).stream()
        .anyMatch(row -> row != null && row.seriesBreak());
  }

  /** Which way it goes: by its chart or since a year before, else as its newest counts grow. */
  Trend trend() {
    Trend lasting = lastingTrend();
    return lasting == Trend.TOO_FEW && latestRow().isShown()
        ? growth().map(this::trendOf).orElse(lasting)
        : lasting;
  }

  /**
   * Which way it goes by its chart or since a year before; too few to say where neither tells. What
   * comes and goes with the seasons, as the growth of some weeks may, is not in it.
   */
  Trend lastingTrend() {
    PublishedRow now = latestRow();
    if (!now.isShown()) {
      return Trend.TOO_FEW;
    }
    Trend chart = Trend.ofChartPoint(now.spcPoint());
    return chart == Trend.TOO_FEW ? Trend.ofYear(yearBefore(), now, definition.polarity()) : chart;
  }

  /** How fast its newest counts grow, if they tell. */
  Optional<CountGrowth> growth() {
    return CountGrowth.of(this);
  }

  private Trend trendOf(CountGrowth growth) {
    return Trend.ofGrowth(growth.rate().direction(), definition.polarity());
  }

  /** One item a period, null where there is none. */
  <T> List<T> column(Function<PublishedRow, T> of) {
    List<T> column = new ArrayList<>(rows.size());
    for (PublishedRow row : rows) {
      column.add(row == null ? null : of.apply(row));
    }
    return column;
  }
}
