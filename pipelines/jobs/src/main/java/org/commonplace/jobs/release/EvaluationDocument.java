package org.commonplace.jobs.release;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonplace.methods.signals.evaluation.Measure;
import org.commonplace.schemas.DefinitionFile;

/**
 * {@code evaluation.json}: how good the spike detectors are on drawn series of which it is known
 * what is outbreak. The tables are shipped; {@code commonplace detect evaluate} wrote them.
 */
final class EvaluationDocument {
  private static final String OVERALL = "all";
  private static final String ORACLE = "oracle";

  private EvaluationDocument() {}

  static Map<String, Object> shipped() {
    List<Map<String, Object>> benchmarks = new ArrayList<>();
    for (DefinitionFile file : DefinitionFile.shipped("evaluation", ".csv")) {
      List<NamedCsvRecord> rows;
      try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file.text())) {
        rows = csv.stream().toList();
      } catch (java.io.IOException e) {
        throw new IllegalStateException(file.path() + " is not readable", e);
      }
      benchmarks.add(benchmark(rows));
    }
    Map<String, Object> document = new TreeMap<>();
    document.put("measures", measures());
    document.put("benchmarks", benchmarks);
    return document;
  }

  private static List<Map<String, Object>> measures() {
    List<Map<String, Object>> measures = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      Map<String, Object> entry = new TreeMap<>();
      entry.put("measure", measure.code());
      entry.put("name", name(measure));
      entry.put("text", text(measure));
      measures.add(entry);
    }
    return measures;
  }

  private static String name(Measure measure) {
    return switch (measure) {
      case FALSE_POSITIVE_RATE -> "False alarms";
      case DETECTION -> "Outbreaks found";
      case FIRST_POINT_DETECTION -> "Found at once";
      case SENSITIVITY -> "Sensitivity";
      case SPECIFICITY -> "Specificity";
      case PREDICTIVE_VALUE -> "Alarms that are right";
      case F1 -> "F1";
      case TIMELINESS -> "Delay";
    };
  }

  private static String text(Measure measure) {
    return switch (measure) {
      case FALSE_POSITIVE_RATE -> "Share of the periods before the outbreak that raise an alarm.";
      case DETECTION -> "Share of the outbreaks with an alarm in any of their periods.";
      case FIRST_POINT_DETECTION -> "Share of the outbreaks with an alarm in their first period.";
      case SENSITIVITY -> "Share of the periods with outbreak cases that raise an alarm.";
      case SPECIFICITY -> "Share of the periods without outbreak cases that raise none.";
      case PREDICTIVE_VALUE -> "Share of the alarms that are in a period with outbreak cases.";
      case F1 -> "Harmonic mean of sensitivity and of the share of alarms that are right.";
      case TIMELINESS ->
          "Time from the start of an outbreak to its first alarm as a share of its length; one when"
              + " it is not found.";
    };
  }

  private static Map<String, Object> benchmark(List<NamedCsvRecord> rows) {
    Map<String, List<NamedCsvRecord>> byMethod = new LinkedHashMap<>();
    rows.forEach(
        row -> byMethod.computeIfAbsent(row.getField("method"), key -> new ArrayList<>()).add(row));
    NamedCsvRecord first = rows.get(0);
    Map<String, Object> benchmark = new TreeMap<>();
    benchmark.put("benchmark", first.getField("benchmark"));
    benchmark.put("seed", Long.parseLong(first.getField("seed")));
    benchmark.put("replicates", Integer.parseInt(first.getField("replicates")));
    long scenarios =
        byMethod.values().iterator().next().stream()
            .filter(row -> !row.getField("scenario").equals(OVERALL))
            .count();
    benchmark.put("scenarios", scenarios);
    benchmark.put("limit", first.getField("limit"));
    List<Map<String, Object>> methods = new ArrayList<>();
    byMethod.forEach((method, of) -> methods.add(method(method, of)));
    benchmark.put("methods", methods);
    return benchmark;
  }

  private static Map<String, Object> method(String method, List<NamedCsvRecord> rows) {
    Map<String, Object> entry = new TreeMap<>();
    entry.put("detector", method);
    entry.put("name", detectorName(method));
    BigDecimal worst = null;
    for (NamedCsvRecord row : rows) {
      if (row.getField("scenario").equals(OVERALL)) {
        Map<String, Object> values = new TreeMap<>();
        for (Measure measure : Measure.values()) {
          Map<String, Object> value = new TreeMap<>();
          value.put("value", number(row, measure.code()));
          value.put("standardError", number(row, measure.code() + "_se"));
          values.put(measure.code(), value);
        }
        entry.put("values", values);
      } else {
        BigDecimal rate = number(row, Measure.FALSE_POSITIVE_RATE.code());
        worst = rate == null ? worst : worst == null ? rate : worst.max(rate);
      }
    }
    entry.put("worstFalsePositiveRate", worst);
    return entry;
  }

  private static String detectorName(String method) {
    return method.equals(ORACLE) ? "One who knows the truth" : DetectorWords.of(method).name();
  }

  private static BigDecimal number(NamedCsvRecord row, String column) {
    String text = row.getField(column);
    return text.isEmpty() ? null : new BigDecimal(text).stripTrailingZeros();
  }
}
