package org.commonplace.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.commonplace.methods.comparison.BenchmarkComparison;
import org.commonplace.methods.comparison.Differences;
import org.commonplace.methods.comparison.Polarity;
import org.commonplace.methods.comparison.Verdict;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.CrudeRate;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.methods.trend.AnnualTrend;
import org.commonplace.methods.trend.PeriodKind;
import org.commonplace.methods.trend.Trend;
import org.junit.jupiter.api.Test;

/**
 * Fingertips' indicator 90284, injuries of children in England: thousands of published rates,
 * limits, comparisons and trends from the same methods.
 */
class PublishedIndicatorTest {
  private static final String FILE =
      "data/uk-dfe-child-protection/la_hospital_admissions_2324.csv.gz";

  /** Counts are published rounded to five, their limits are of the counts before. */
  private static final int ROUNDING = 2;

  @Test
  void bothLimitsOfEveryRateAreByarsOfACountThatRoundsToThePublishedOne() {
    List<NamedCsvRecord> rows = published();
    assertThat(rows).hasSize(6787);
    for (NamedCsvRecord row : rows) {
      double people = number(row, "Denominator");
      double lower = number(row, "Lower CI 95.0 limit");
      double upper = number(row, "Upper CI 95.0 limit");
      long rounded = Math.round(number(row, "Count"));
      long[] candidates = new long[2 * ROUNDING + 1];
      double[] denominator = new double[candidates.length];
      for (int i = 0; i < candidates.length; i++) {
        candidates[i] = rounded - ROUNDING + i;
        denominator[i] = people;
      }
      Estimates rates =
          CrudeRate.rates(Counts.exact(candidates), Amounts.exact(denominator), 10_000);
      double nearest = Double.POSITIVE_INFINITY;
      for (int i = 0; i < candidates.length; i++) {
        nearest =
            Math.min(
                nearest,
                Math.max(
                    Math.abs(rates.lower95(i) / lower - 1),
                    Math.abs(rates.upper95(i) / upper - 1)));
      }
      assertThat(nearest).as("%s", row.getFields()).isLessThan(1e-6);
    }
  }

  @Test
  void everyComparisonWithEnglandIsThePublishedOne() {
    List<NamedCsvRecord> rows =
        published().stream().filter(row -> !comparison(row).equals("Not compared")).toList();
    assertThat(rows).hasSize(6749);
    Map<String, Double> england = new HashMap<>();
    for (NamedCsvRecord row : published()) {
      if (row.getField("Area Type").equals("England") && row.getField("Category").isEmpty()) {
        england.put(row.getField("Sex") + row.getField("Time period"), number(row, "Value"));
      }
    }
    double[] benchmark =
        rows.stream()
            .mapToDouble(row -> england.get(row.getField("Sex") + row.getField("Time period")))
            .toArray();
    Differences actual = BenchmarkComparison.withValues(estimates(rows), benchmark);
    for (int i = 0; i < rows.size(); i++) {
      Verdict expected =
          switch (comparison(rows.get(i))) {
            case "Better" -> Verdict.BETTER;
            case "Worse" -> Verdict.WORSE;
            default -> Verdict.SIMILAR;
          };
      assertThat(actual.at(i).verdict(Polarity.LOW_IS_GOOD))
          .as("%s", rows.get(i).getFields())
          .isEqualTo(expected);
    }
  }

  /**
   * The published labels of this release agree with the test in all 500 series of five years, but
   * have every direction the wrong way round: England falls from 93.6 to 72.7 and is said to be
   * increasing. Sixteen series with a year missing are labelled although they cannot be calculated.
   */
  @Test
  void everySignificantTrendIsThePublishedOneInTheDirectionOfItsNumbers() {
    // Some rows come twice, with and without their parent.
    Map<String, NavigableMap<Integer, NamedCsvRecord>> series = new TreeMap<>();
    for (NamedCsvRecord row : published()) {
      String key =
          String.join(
              "|",
              row.getField("Area Code"),
              row.getField("Area Type"),
              row.getField("Sex"),
              row.getField("Category Type"),
              row.getField("Category"));
      series.computeIfAbsent(key, each -> new TreeMap<>()).put(year(row), row);
    }
    int same = 0;
    int reversed = 0;
    int gaps = 0;
    for (NavigableMap<Integer, NamedCsvRecord> each : series.values()) {
      NamedCsvRecord last = each.lastEntry().getValue();
      String label = last.getField("Recent Trend");
      if (label.isEmpty() || label.equals("Cannot be calculated")) {
        continue;
      }
      Trend trend =
          AnnualTrend.over(PeriodKind.INDEPENDENT_YEARS)
              .ofValues(
                  each.keySet().stream().mapToInt(Integer::intValue).toArray(),
                  estimates(List.copyOf(each.values())));
      NamedCsvRecord first = each.get(year(last) - 4);
      double change = first == null ? Double.NaN : number(last, "Value") - number(first, "Value");
      switch (trend.label()) {
        case NO_SIGNIFICANT_CHANGE -> {
          assertThat(label).isEqualTo("No significant change");
          same++;
        }
        case DECREASING -> {
          assertThat(label).isEqualTo("Increasing and getting worse");
          assertThat(change).isNegative();
          reversed++;
        }
        case INCREASING -> {
          assertThat(label).isEqualTo("Decreasing and getting better");
          assertThat(change).isPositive();
          reversed++;
        }
        case CANNOT_BE_CALCULATED -> gaps++;
      }
    }
    assertThat(new int[] {same, reversed, gaps}).containsExactly(279, 221, 16);
  }

  @Test
  void englandsRateIsThePublishedOne() {
    Estimates england = CrudeRate.rates(Counts.exact(107_429), Amounts.exact(9_324_084), 10_000);
    assertThat(england.valueLow(0)).isCloseTo(115.2166797, within(5e-8));
    assertThat(england.lower95(0)).isCloseTo(114.5287223, within(5e-8));
    assertThat(england.upper95(0)).isCloseTo(115.9077445, within(5e-8));
  }

  private static List<NamedCsvRecord> published() {
    return SharedData.rows(FILE).stream().filter(row -> !row.getField("Value").isEmpty()).toList();
  }

  private static Estimates estimates(List<NamedCsvRecord> rows) {
    Estimates.Builder out = new Estimates.Builder(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      NamedCsvRecord row = rows.get(i);
      out.value(i, number(row, "Value"), number(row, "Value"));
      out.limits95(i, number(row, "Lower CI 95.0 limit"), number(row, "Upper CI 95.0 limit"));
    }
    return out.build();
  }

  private static String comparison(NamedCsvRecord row) {
    return row.getField("Compared to England value or percentiles");
  }

  private static int year(NamedCsvRecord row) {
    return Integer.parseInt(row.getField("Time period").substring(0, 4));
  }

  private static double number(NamedCsvRecord row, String column) {
    return Double.parseDouble(row.getField(column));
  }
}
