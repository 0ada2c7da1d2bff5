package org.commonplace.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorDefinitions;
import org.junit.jupiter.api.Test;

class CountGrowthTest {
  private static final IndicatorDefinition CASES = IndicatorDefinitions.shipped().get("INF-01");
  private static final Place CITY =
      new Place("C", "c", "City", List.of(), "city", null, 0, null, null, null, null);

  @Test
  void countsThatDoubleEveryWeekAreSaidToDouble() {
    assertThat(sentence("", 5, 10, 20, 40, 80, 160))
        .startsWith("Over the 5 weeks to 9 February 2025: doubling about every 7 days");
    assertThat(sentence("", 400, 2000, 2010, 1990, 2005, 1998)).endsWith(": steady.");
  }

  @Test
  void provisionalWeeksAtTheEndAreLeftOff() {
    assertThat(sentence("provisional", 5, 10, 20, 40, 80, 160, 3))
        .startsWith("Over the 5 weeks to 9 February 2025: doubling about every 7 days");
  }

  @Test
  void growthThatEndedMoreThanItsWindowBeforeTheLatestCountIsNotTold() {
    Series within = provisionalFrom(5, 5, 10, 20, 40, 80, 160, 3, 3, 3, 3);
    assertThat(within.trend()).isEqualTo(Trend.WORSE);
    assertThat(SeriesSentences.of(within, Places.none()))
        .containsEntry("trend", "It is getting worse over the 5 weeks to 2 February 2025.");
    Series beyond = provisionalFrom(5, 5, 10, 20, 40, 80, 160, 3, 3, 3, 3, 3);
    assertThat(beyond.trend()).isEqualTo(Trend.TOO_FEW);
    assertThat(SeriesSentences.of(beyond, Places.none())).doesNotContainKey("growth");
  }

  @Test
  void anIncompleteWeekIsTakenAsWhatItWillComeToIfThatIsKnownWell() {
    Series known = series("", 5, 10, 20, 40, 80, 100);
    assertThat(sentence(completed(known, 155, 164)))
        .startsWith(
            "Over the 5 weeks to 9 February 2025, with reports still to come allowed for: doubling"
                + " about every 7 days");
    assertThat(sentence(completed(known, 120, 240)))
        .startsWith("Over the 5 weeks to 2 February 2025: doubling about every 7 days");
  }

  /** The last week will come to 160, with even odds between these limits. */
  private static Series completed(Series series, double lower50, double upper50) {
    LocalDate last = LocalDate.of(2025, 2, 3);
    Nowcasts.Count count =
        new Nowcasts.Count(
            CASES.id(), "C", "week", last, 100.0, 160.0, lower50, upper50, 90.0, 400.0);
    return new Series(
        CASES,
        CITY,
        series.step(),
        series.start(),
        series.rows(),
        series.latest(),
        Map.of(last, count));
  }

  @Test
  void countsWithoutIntervalsGoWhereTheyGrow() {
    assertThat(series("", 5, 10, 20, 40, 80, 160).trend()).isEqualTo(Trend.WORSE);
    assertThat(series("", 160, 80, 40, 20, 10, 5).trend()).isEqualTo(Trend.BETTER);
    assertThat(series("", 400, 2000, 2010, 1990, 2005, 1998).trend()).isEqualTo(Trend.NO_CHANGE);
    assertThat(series("", 5, 9, 3, 8, 4, 7).trend()).isEqualTo(Trend.TOO_FEW);
  }

  @Test
  void nothingIsSaidWhereACountIsHiddenNegativeOrTheSeriesShort() {
    assertThat(sentence("", 10, 20, Double.NaN, 80, 160)).isEmpty();
    assertThat(sentence("", 10, 20, -1, 80, 160)).isEmpty();
    assertThat(sentence("", 10, 20, 40, 80)).isEmpty();
  }

  @Test
  void nothingIsSaidAcrossNewBoundaries() {
    Series series = series("", 3, 5, 10, 20, 40, 80);
    assertThat(sentence(redrawn(series, 1))).startsWith("Over the 5 weeks");
    assertThat(sentence(redrawn(series, 2))).isEmpty();
    assertThat(sentence(redrawn(series, 5))).isEmpty();
  }

  private static Series redrawn(Series series, int index) {
    List<PublishedRow> rows = new ArrayList<>(series.rows());
    rows.set(index, PublishedRows.redrawn(rows.get(index)));
    return Series.of(CASES, CITY, rows);
  }

  private static String sentence(String lastState, double... counts) {
    return sentence(series(lastState, counts));
  }

  private static String sentence(Series series) {
    return CountGrowth.of(series).map(CountGrowth::sentence).orElse("");
  }

  /** Weeks from 30 December 2024 on, of which those from one on are provisional. */
  private static Series provisionalFrom(int first, double... counts) {
    List<PublishedRow> rows = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      rows.add(week(i, counts[i], i < first ? "reported" : "provisional"));
    }
    return Series.of(CASES, CITY, rows);
  }

  private static PublishedRow week(int index, double count, String state) {
    return PublishedRows.week(
        CASES.id(),
        LocalDate.of(2024, 12, 30).plusWeeks(index),
        Double.isNaN(count) ? null : Double.valueOf(count),
        state);
  }

  /** Weeks from 30 December 2024 on; the state is of the last one, reported when blank. */
  private static Series series(String lastState, double... counts) {
    List<PublishedRow> rows = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      boolean last = i == counts.length - 1;
      rows.add(week(i, counts[i], last && !lastState.isEmpty() ? lastState : "reported"));
    }
    return Series.of(CASES, CITY, rows);
  }
}
