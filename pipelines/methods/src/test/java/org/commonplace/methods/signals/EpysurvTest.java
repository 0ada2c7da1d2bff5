package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alarms of epysurv, which calls the R package, with its default settings. */
final class EpysurvTest {

  @Test
  void theSameWeeksSignal() {
    double[] counts =
        Stream.of("salmonella_train.csv", "salmonella_test.csv")
            .flatMap(file -> rows(file).stream())
            .mapToDouble(row -> Double.parseDouble(row.getField("n_cases")))
            .toArray();
    Series series = Series.of("salmonella", Frequency.WEEKLY, LocalDate.of(2004, 1, 5), counts);
    equal(
        series,
        "FarringtonFlexible",
        new FarringtonFlexible(
            "flexible",
            FarringtonSettings.packageDefaults().toBuilder().pastYears(3).alpha(0.01).build()));
    equal(
        series,
        "Farrington",
        new FarringtonFlexible(
            "original",
            FarringtonSettings.original().toBuilder().pastYears(3).alpha(0.005).build()));
    equal(series, "EarsC1", Ears.of(Ears.Rule.C1));
  }

  private static void equal(Series series, String name, Detector detector) {
    List<NamedCsvRecord> rows = rows(name + "_pred.csv");
    int first = series.length() - rows.size();
    List<Detection> detections = detector.detect(series, first, series.length() - 1);
    assertThat(detections).hasSize(105).anyMatch(Detection::signal);
    assertThat(detections.stream().map(detection -> detection.signal() ? "1" : "0").toList())
        .as(name)
        .isEqualTo(rows.stream().map(row -> row.getField("alarm").replace(".0", "")).toList());
  }

  private static List<NamedCsvRecord> rows(String file) {
    Path path = SharedData.spikes().resolve("../../data/epysurv-expected").resolve(file);
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(path)) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
