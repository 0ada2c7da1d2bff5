package org.commonplace.methods.signals.nowcast;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.commonplace.methods.SharedData;

/** The public series of which earlier vintages were kept, and what they came to. */
final class KeptVintages {
  private static final DateTimeFormatter AMERICAN =
      DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);

  private KeptVintages() {}

  /** Reads rows of one file into the map: series, then date, then count. */
  @FunctionalInterface
  private interface Reader {
    void read(List<NamedCsvRecord> rows, Map<String, SortedMap<LocalDate, Double>> into);
  }

  /** Flu admissions of the American states by week; two vintages and the settled counts. */
  static List<Vintage> fluSight() {
    return vintages(
        7,
        (rows, into) -> {
          for (NamedCsvRecord row : rows) {
            if (!row.getField("location").equals("US") && !row.getField("value").equals("NA")) {
              put(
                  into,
                  row.getField("location"),
                  LocalDate.parse(row.getField("date")),
                  row.getField("value"));
            }
          }
        },
        "data/flusight-hospital/vintages/target-hospital-admissions_2023-09-23.csv.gz",
        "data/flusight-hospital/vintages/target-hospital-admissions_2024-01-06.csv.gz",
        "data/flusight-hospital/target-hospital-admissions.csv");
  }

  /** German cases by age group and day; two vintages and the settled counts. */
  static List<Vintage> rki() {
    return vintages(
        1,
        (rows, into) -> {
          for (NamedCsvRecord row : rows) {
            if (!row.getField("Altersgruppe").equals("00+")) {
              put(
                  into,
                  row.getField("Altersgruppe"),
                  LocalDate.parse(row.getField("Meldedatum")),
                  row.getField("Faelle_neu"));
            }
          }
        },
        "data/rki-covid-incidence/vintages/2022-10-08_f1d165a9.csv.gz",
        "data/rki-covid-incidence/vintages/2022-10-15_d6c400fd.csv.gz",
        "data/rki-covid-incidence/COVID-19-Faelle_7-Tage-Inzidenz_Deutschland.csv");
  }

  /** Counts of one kind by day in the five boroughs of New York; two vintages and the settled. */
  static List<Vintage> newYork(String kind) {
    return vintages(
        1,
        (rows, into) -> {
          for (NamedCsvRecord row : rows) {
            LocalDate day = LocalDate.parse(row.getField("date_of_interest"), AMERICAN);
            for (String borough : List.of("BX", "BK", "MN", "QN", "SI")) {
              put(into, borough, day, row.getField(borough + "_" + kind + "_COUNT"));
            }
          }
        },
        "data/nyc-health/vintages/trends__data-by-day__2020-11-09_700a357f.csv",
        "data/nyc-health/vintages/trends__data-by-day__2021-08-02_b7fe12f3.csv",
        "data/nyc-health/final/trends__data-by-day.csv");
  }

  private static void put(
      Map<String, SortedMap<LocalDate, Double>> into, String series, LocalDate day, String count) {
    into.computeIfAbsent(series, id -> new TreeMap<>()).put(day, Double.valueOf(count));
  }

  private static List<Vintage> vintages(int daysPerPeriod, Reader reader, String... files) {
    List<Map<String, SortedMap<LocalDate, Double>>> read = new ArrayList<>();
    for (String file : files) {
      Map<String, SortedMap<LocalDate, Double>> counts = new TreeMap<>();
      reader.read(SharedData.rows(file), counts);
      read.add(counts);
    }
    SortedSet<String> ids = new TreeSet<>(read.get(0).keySet());
    read.forEach(counts -> ids.retainAll(counts.keySet()));
    List<Vintage> vintages = new ArrayList<>();
    for (Map<String, SortedMap<LocalDate, Double>> counts : read) {
      LocalDate first = counts.get(ids.first()).firstKey();
      int last = 0;
      double[][] table = new double[ids.size()][];
      int s = 0;
      for (String id : ids) {
        SortedMap<LocalDate, Double> series = counts.get(id);
        int length = period(series.lastKey(), daysPerPeriod) - period(first, daysPerPeriod) + 1;
        last = Math.max(last, period(series.lastKey(), daysPerPeriod));
        double[] row = new double[length];
        for (int i = 0; i < length; i++) {
          row[i] = series.getOrDefault(first.plusDays((long) i * daysPerPeriod), Double.NaN);
        }
        table[s++] = row;
      }
      vintages.add(Vintage.of(last, period(first, daysPerPeriod), table));
    }
    return vintages;
  }

  /** Weeks of the American files end on Saturdays, of which 1970-01-03 was one. */
  private static int period(LocalDate date, int daysPerPeriod) {
    return Math.toIntExact(Math.floorDiv(date.toEpochDay() - 2, daysPerPeriod));
  }
}
