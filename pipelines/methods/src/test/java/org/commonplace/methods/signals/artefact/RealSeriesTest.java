package org.commonplace.methods.signals.artefact;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.commonplace.methods.SharedData;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Series;
import org.junit.jupiter.api.Test;

/** What the review says of series of which it is known what reporting did, and what disease. */
final class RealSeriesTest {
  private static final DateTimeFormatter AMERICAN =
      DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);

  /**
   * Hospitals of the United States had not to report from May to October 2024: Texas all but
   * stopped and came back. Flu rose tenfold in a month in Kansas in December 2025, in Montana in
   * 2024, and stayed.
   */
  @Test
  void wavesOfFluAreNoChangeOfLevel() {
    Map<String, NavigableMap<LocalDate, Double>> states = new TreeMap<>();
    for (NamedCsvRecord row :
        SharedData.rows("data/flusight-hospital/target-hospital-admissions.csv")) {
      put(
          states,
          row.getField("location_name"),
          LocalDate.parse(row.getField("date")),
          row,
          "value");
    }
    assertThat(states).hasSizeGreaterThan(50);
    assertThat(levels(states, Frequency.WEEKLY))
        .containsExactly("California 2024-05-04", "Texas 2024-05-11", "Texas 2024-10-12");
  }

  /**
   * 177 areas and six years of waves, of which many trebled in a week and lasted for two months.
   */
  @Test
  void wavesOfTheAreasOfNewYorkAreNoChangeOfLevel() {
    Map<String, NavigableMap<LocalDate, Double>> areas = new TreeMap<>();
    for (NamedCsvRecord row :
        SharedData.rows("data/nyc-health/final/trends__caserate-by-modzcta.csv")) {
      LocalDate week = LocalDate.parse(row.getField("week_ending"), AMERICAN);
      row.getHeader().stream()
          .filter(column -> column.startsWith("CASERATE_"))
          .forEach(column -> put(areas, column, week, row, column));
    }
    assertThat(areas).hasSizeGreaterThan(177);
    assertThat(levels(areas, Frequency.WEEKLY)).isEmpty();
  }

  /** As known on each day of it: cases doubled every other day, far above those a week before. */
  @Test
  void theFirstWaveOfNewYorkIsNoMistakeOfUnits() {
    Map<String, NavigableMap<LocalDate, Double>> city = new TreeMap<>();
    for (NamedCsvRecord row : SharedData.rows("data/nyc-health/final/trends__data-by-day.csv")) {
      LocalDate day = LocalDate.parse(row.getField("date_of_interest"), AMERICAN);
      for (String column : List.of("CASE_COUNT", "BX_CASE_COUNT", "QN_CASE_COUNT")) {
        put(city, column, day, row, column);
      }
    }
    for (LocalDate day = LocalDate.of(2020, 3, 10);
        day.getMonthValue() < 5;
        day = day.plusDays(1)) {
      Map<String, NavigableMap<LocalDate, Double>> known = new TreeMap<>();
      LocalDate last = day;
      city.forEach((place, counts) -> known.put(place, counts.headMap(last, true)));
      assertThat(levels(known, Frequency.DAILY)).as("as known on %s", day).isEmpty();
    }
  }

  /** Measles in Hagelloch in 1861: all children had had it. */
  @Test
  void theEndOfAnOutbreakIsNoLackOfReports() {
    NavigableMap<LocalDate, Double> rashes = new TreeMap<>();
    for (NamedCsvRecord row :
        SharedData.rows("data/outbreaks-linelists/measles_hagelloch_1861.csv")) {
      rashes.merge(LocalDate.parse(row.getField("date_of_rash")), 1.0, Double::sum);
    }
    for (LocalDate day = rashes.firstKey(); day.isBefore(rashes.lastKey()); day = day.plusDays(1)) {
      rashes.putIfAbsent(day, 0.0);
    }
    assertThat(ArtefactReview.of(series("Hagelloch", Frequency.DAILY, rashes)).artefacts())
        .isEmpty();
  }

  private static void put(
      Map<String, NavigableMap<LocalDate, Double>> into,
      String place,
      LocalDate date,
      NamedCsvRecord row,
      String column) {
    String count = row.getField(column);
    if (!count.isEmpty() && !count.equals("NA")) {
      into.computeIfAbsent(place, key -> new TreeMap<>()).put(date, Double.valueOf(count));
    }
  }

  /** Places and dates of changes of level and scale. */
  private static List<String> levels(
      Map<String, NavigableMap<LocalDate, Double>> places, Frequency frequency) {
    List<String> found = new ArrayList<>();
    places.forEach(
        (place, counts) ->
            ArtefactReview.of(series(place, frequency, counts)).artefacts().stream()
                .filter(
                    each ->
                        each.kind() == ArtefactKind.LEVEL_CHANGE
                            || each.kind() == ArtefactKind.SCALE_CHANGE)
                .forEach(each -> found.add(place + " " + each.date())));
    return found;
  }

  private static Series series(
      String place, Frequency frequency, NavigableMap<LocalDate, Double> counts) {
    LocalDate first = counts.firstKey();
    double[] grid =
        Stream.iterate(
                first, date -> !date.isAfter(counts.lastKey()), date -> frequency.date(date, 1))
            .mapToDouble(date -> counts.getOrDefault(date, Double.NaN))
            .toArray();
    return Series.of(place, frequency, first, grid);
  }
}
