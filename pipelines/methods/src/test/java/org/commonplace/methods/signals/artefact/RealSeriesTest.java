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
