package org.commonplace.methods.signals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the inputs, settings and answers of the spike vectors. */
final class SpikeVectors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SpikeVectors() {}

  static JsonNode json(String file) {
    try {
      return JSON.readTree(SharedData.spikes().resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<NamedCsvRecord> rows(String file) {
    Path path = SharedData.spikes().resolve(file);
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(path)) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tags of the manifest that hold for {@code algorithm}. */
  static Stream<String> tags(String algorithm) {
    List<String> tags = new ArrayList<>();
    json("manifest.json")
        .fields()
        .forEachRemaining(
            entry -> {
              if (entry.getValue().path("algorithm").asText().equals(algorithm)) {
                tags.add(entry.getKey());
              }
            });
    return tags.stream();
  }

  /** The series of one input file by unit, with population. Undated series start on any Monday. */
  static Map<String, Series> series(String input) {
    JsonNode meta = json("inputs_meta.json").get(input);
    Map<String, List<NamedCsvRecord>> units = new LinkedHashMap<>();
    for (NamedCsvRecord row : rows("input_" + input + ".csv")) {
      units.computeIfAbsent(row.getField("unit"), unit -> new ArrayList<>()).add(row);
    }
    Map<String, Series> series = new LinkedHashMap<>();
    units.forEach(
        (unit, rows) -> {
          String date = rows.get(0).getField("date");
          series.put(
              unit,
              Series.of(
                      unit,
                      meta.get("freq").asInt() == 12 ? Frequency.MONTHLY : Frequency.WEEKLY,
                      LocalDate.parse(date.isEmpty() ? "1990-01-01" : date),
                      rows.stream()
                          .mapToDouble(row -> Double.parseDouble(row.getField("observed")))
                          .toArray())
                  .withPopulation(
                      rows.stream()
                          .mapToDouble(row -> Double.parseDouble(row.getField("population")))
                          .toArray()));
        });
    return series;
  }

  static boolean hasDates(String input) {
    return json("inputs_meta.json").get(input).get("epochAsDate").asBoolean();
  }

  /**
   * The detector with those of the settings that the control list has.
   *
   * @param name of the detector, with what else it is to be told
   */
  static Detector detector(String name, JsonNode control, String... settings) {
    StringBuilder named = new StringBuilder(name);
    for (String setting : settings) {
      JsonNode value = control.path(setting);
      if (value.isArray()) {
        named.append(':').append(setting).append('=').append(value.get(0).asText());
        named.append('/').append(value.get(1).asText());
      } else if (!value.isMissingNode()) {
        named.append(':').append(setting).append('=').append(value.asText());
      }
    }
    return Detector.named(named.toString());
  }

  /** A number of the answers; NaN where the cell is empty. */
  static double number(NamedCsvRecord row, String column) {
    String text = row.getField(column);
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text.replace("Inf", "Infinity"));
  }

  /** |a - b| / max(1, |b|), 0 if both are NaN. */
  static double error(double actual, double expected) {
    if (Double.isNaN(actual) && Double.isNaN(expected)) {
      return 0;
    }
    return Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
  }
}
