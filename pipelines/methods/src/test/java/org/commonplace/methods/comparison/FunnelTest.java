package org.commonplace.methods.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import org.commonplace.methods.SharedData;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Confidence;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Span;
import org.junit.jupiter.api.Test;

class FunnelTest {
  private static final String PHE = "data/phe-indicator-methods/";

  @Test
  void labelsOfProportionsEqualTheReference() {
    List<NamedCsvRecord> rows = SharedData.rows("vectors/statistics/funnel_proportion.csv");
    assertThat(rows).hasSize(33);
    double average =
        rows.stream().mapToLong(row -> number(row, "x")).sum()
            / (double) rows.stream().mapToLong(row -> number(row, "n")).sum();
    for (NamedCsvRecord row : rows) {
      assertThat(Funnel.proportion(number(row, "x"), number(row, "n"), average).text())
          .as("%s", row.getFields())
          .isEqualTo(row.getField("significance"));
    }
  }

  @Test
  void labelsOfRatiosAndRatesEqualTheReference() {
    for (NamedCsvRecord row : SharedData.rows("vectors/statistics/funnel_ratio.csv")) {
      long observed = Math.round(Double.parseDouble(row.getField("x")));
      assertThat(Funnel.ratio(observed, Double.parseDouble(row.getField("e"))).text())
          .as("%s", row.getFields())
          .isEqualTo(row.getField("significance"));
    }
    List<NamedCsvRecord> rates = SharedData.rows("vectors/statistics/funnel_rate_crude.csv");
    double average =
        rates.stream().mapToLong(row -> number(row, "x")).sum()
            / (double) rates.stream().mapToLong(row -> number(row, "pop")).sum();
    for (NamedCsvRecord row : rates) {
      assertThat(Funnel.rate(number(row, "x"), (double) number(row, "pop"), average).text())
          .as("%s", row.getFields())
          .isEqualTo(row.getField("significance"));
    }
  }

  @Test
  void columnsFindTheirOwnAverage() {
    List<NamedCsvRecord> rows = SharedData.rows("vectors/statistics/funnel_proportion.csv");
    assertLabels(
        Funnel.proportions(
            Amounts.exact(SharedData.doubles(rows, "x")),
            Amounts.exact(SharedData.doubles(rows, "n"))),
        rows,
        "significance");
    List<NamedCsvRecord> rates = SharedData.rows("vectors/statistics/funnel_rate_crude.csv");
    FunnelLabels labels =
        Funnel.rates(
            Counts.exact(SharedData.longs(rates, "x")),
            Amounts.exact(SharedData.doubles(rates, "pop")));
    assertLabels(labels, rates, "significance");
    assertThat(labels.average()).isCloseTo(560 / 135_100.0, within(1e-15));
  }

  @Test
  void labelsEqualThePublishedTestDataOfThePackage() {
    List<NamedCsvRecord> proportions = SharedData.rows(PHE + "testdata_funnel_prop_inputs.csv");
    assertThat(proportions).hasSizeGreaterThan(300);
    assertLabels(
        Funnel.proportions(
            Amounts.exact(SharedData.doubles(proportions, "numerator")),
            Amounts.exact(SharedData.doubles(proportions, "denominator"))),
        proportions,
        "significance");
    List<NamedCsvRecord> ratios = SharedData.rows(PHE + "testdata_funnel_ratio_inputs.csv");
    assertLabels(
        Funnel.ratios(
            Counts.exact(SharedData.longs(ratios, "obs")),
            Amounts.exact(SharedData.doubles(ratios, "expected"))),
        ratios,
        "significance");
  }

  @Test
  void labelsOfRatesEqualThePublishedTestDataOfThePackage() {
    List<NamedCsvRecord> rows = SharedData.rows(PHE + "testdata_funnel_rate_dsr_inputs.csv");
    List<NamedCsvRecord> some = rows.stream().filter(row -> number(row, "count") > 0).toList();
    assertThat(some).hasSize(39);
    assertLabels(standardised(rows, 1), rows, "dsr_per_100000_with_0");
    assertLabels(standardised(rows, 1000), rows, "dsr_per_100_with_0");
    assertLabels(standardised(some, 1), some, "dsr_per_100000_without_0");
    assertLabels(crude(rows), rows, "crude_per_100000_with_0");
    assertLabels(crude(some), some, "crude_per_100000_without_0");
  }

  private static FunnelLabels standardised(List<NamedCsvRecord> rows, double divisor) {
    double[] rate =
        rows.stream()
            .map(row -> row.getField("rate_dsr"))
            .mapToDouble(
                field -> field.equals("NA") ? Double.NaN : Double.parseDouble(field) / divisor)
            .toArray();
    return Funnel.standardisedRates(
        Counts.exact(SharedData.longs(rows, "count")), rate, 100_000 / divisor);
  }

  private static FunnelLabels crude(List<NamedCsvRecord> rows) {
    return Funnel.rates(
        Counts.exact(SharedData.longs(rows, "count")),
        Amounts.exact(SharedData.doubles(rows, "pop")));
  }

  /** The package's data says "... for dsrs" where its documentation does not. */
  private static void assertLabels(FunnelLabels actual, List<NamedCsvRecord> rows, String column) {
    assertThat(actual.size()).isEqualTo(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      assertThat(actual.at(i).text())
          .as("%s of %s", column, rows.get(i).getFields())
          .isEqualTo(rows.get(i).getField(column).replace(" for dsrs", ""));
    }
  }

  @Test
  void curvesOfProportionsEqualThePublishedTestDataOfThePackage() {
    for (String file :
        List.of(
            "testdata_funnel_prop_outputs.csv",
            "testdata_funnel_prop_outputs_with_axis_variation.csv")) {
      for (NamedCsvRecord row : SharedData.rows(PHE + file)) {
        double average = real(row, "Baseline") / 100;
        double size = real(row, "Population");
        Span inner = Funnel.proportionLimits(average, size, Confidence.P95);
        Span outer = Funnel.proportionLimits(average, size, Confidence.P998);
        assertPublished(inner.low() * 100, row, "Lower2s0025limit");
        assertPublished(inner.high() * 100, row, "Upper2s0025limit");
        assertPublished(outer.low() * 100, row, "Lower3s0001limit");
        assertPublished(outer.high() * 100, row, "Upper3s0001limit");
      }
    }
    assertThat(Funnel.proportionLimits(0.5, 0, Confidence.P95).exists()).isFalse();
  }

  @Test
  void curvesOfRatesAndRatiosEqualThePublishedTestDataOfThePackage() {
    for (String file :
        List.of(
            "testdata_funnel_rate_outputs.csv",
            "testdata_funnel_rate_outputs_2.csv",
            "testdata_funnel_rate_outputs_3.csv")) {
      List<NamedCsvRecord> rows = SharedData.rows(PHE + file);
      double average = real(rows.get(0), "baseline") / 100_000;
      long[] events = SharedData.longs(rows, "Events");
      FunnelCurve inner = FunnelCurve.ofRates(events, average, Confidence.P95, 100_000);
      FunnelCurve outer = FunnelCurve.ofRates(events, average, Confidence.P998, 100_000);
      for (int i = 0; i < events.length; i++) {
        NamedCsvRecord row = rows.get(i);
        // The file's populations are those of one of its three years.
        assertPublished(inner.sizeAtLowerLimit(i) / 3, row, "lower_2s_population_1_year");
        assertPublished(inner.sizeAtUpperLimit(i) / 3, row, "upper_2s_population_1_year");
        assertPublished(inner.lowerLimit(i), row, "lower_2s_limit");
        assertPublished(inner.upperLimit(i), row, "upper_2s_limit");
        assertPublished(outer.sizeAtLowerLimit(i) / 3, row, "lower_3s_population_1_year");
        assertPublished(outer.sizeAtUpperLimit(i) / 3, row, "upper_3s_population_1_year");
        assertPublished(outer.lowerLimit(i), row, "lower_3s_limit");
        assertPublished(outer.upperLimit(i), row, "upper_3s_limit");
      }
    }
    List<NamedCsvRecord> rows = SharedData.rows(PHE + "testdata_funnel_ratio_outputs.csv");
    long[] events =
        rows.stream().mapToLong(row -> Long.parseLong(row.getFields().get(0))).toArray();
    FunnelCurve inner = FunnelCurve.ofRatios(events, Confidence.P95, 100);
    FunnelCurve outer = FunnelCurve.ofRatios(events, Confidence.P998, 100);
    for (int i = 0; i < events.length; i++) {
      NamedCsvRecord row = rows.get(i);
      assertPublished(inner.sizeAtLowerLimit(i), row, "lower_2s_exp_events");
      assertPublished(inner.lowerLimit(i), row, "lower_2s_isr");
      assertPublished(inner.sizeAtUpperLimit(i), row, "upper_2s_exp_events");
      assertPublished(inner.upperLimit(i), row, "upper_2s_isr");
      assertPublished(outer.sizeAtLowerLimit(i), row, "lower_3s_exp_events");
      assertPublished(outer.upperLimit(i), row, "upper_3s_isr");
    }
  }

  /**
   * The package searches until it is within 1e-7 of the mean, which is much for a mean of 0.001;
   * its files have nine digits or six decimals.
   */
  private static void assertPublished(double actual, NamedCsvRecord row, String column) {
    double expected = real(row, column);
    double search = column.contains("upper_3s") && row.getFields().get(0).equals("1") ? 1e-4 : 1e-5;
    assertThat(actual)
        .as("%s of %s", column, row.getFields())
        .isCloseTo(expected, within(Math.abs(expected) * search + 1e-6));
  }

  @Test
  void curvesNeedEventsAndAnAverage() {
    assertThatThrownBy(() -> FunnelCurve.ofRatios(new long[] {1, 0}, Confidence.P95, 1))
        .hasMessageContaining("above zero");
    assertThatThrownBy(() -> FunnelCurve.ofRates(new long[] {1}, 0, Confidence.P95, 1))
        .hasMessageContaining("average");
  }

  @Test
  void aSignificantPlaceLiesOutsideTheCurveOfItsSize() {
    // Ten events: high as soon as the expected events are fewer than the upper curve's size.
    FunnelCurve curve = FunnelCurve.ofRatios(new long[] {4}, Confidence.P95, 1);
    assertThat(Funnel.ratio(4, curve.sizeAtUpperLimit(0) * 0.999)).isEqualTo(FunnelLabel.HIGH_025);
    assertThat(Funnel.ratio(4, curve.sizeAtUpperLimit(0) * 1.001))
        .isEqualTo(FunnelLabel.NOT_SIGNIFICANT);
    assertThat(Funnel.ratio(4, curve.sizeAtLowerLimit(0) * 1.001)).isEqualTo(FunnelLabel.LOW_025);
  }

  @Test
  void anIntervalIsSignificantOnlyIfBothEndsAreAndMissingPlacesDoNotMoveTheAverage() {
    long missing = Counts.MISSING;
    FunnelLabels labels =
        Funnel.ratios(
            Counts.between(new long[] {20, 12, 1, missing, -1}, new long[] {30, 30, 40, 5, 1}),
            Amounts.exact(5, 5, 10, 5, 5));
    assertThat(labels.at(0)).isEqualTo(FunnelLabel.HIGH_001);
    assertThat(labels.at(1)).isEqualTo(FunnelLabel.HIGH_025);
    assertThat(labels.at(2)).isEqualTo(FunnelLabel.NOT_SIGNIFICANT);
    assertThat(labels.at(3)).isEqualTo(FunnelLabel.NOT_APPLICABLE);
    assertThat(labels.at(4)).isEqualTo(FunnelLabel.NOT_APPLICABLE);
    double average =
        Funnel.rates(Counts.exact(3, missing, 5), Amounts.exact(10, 1000, 30)).average();
    assertThat(average).isEqualTo(8 / 40.0);
    assertThat(Funnel.proportions(Amounts.exact(3, 9, 5), Amounts.exact(10, 8, 30)).average())
        .isEqualTo(8 / 40.0);
    assertThat(Funnel.standardisedRates(Counts.exact(9, 10), new double[] {5, Double.NaN}, 1).at(0))
        .isEqualTo(FunnelLabel.TOO_FEW_EVENTS);
    assertThat(Funnel.standardisedRates(Counts.exact(9, 10), new double[] {5, Double.NaN}, 1).at(1))
        .isEqualTo(FunnelLabel.NOT_APPLICABLE);
  }

  @Test
  void aPlaceWithoutPeopleIsInNoFunnel() {
    assertThat(Funnel.proportion(0, 0, 0.5)).isEqualTo(FunnelLabel.NOT_APPLICABLE);
    assertThat(Funnel.rate(3, 0, 0.5)).isEqualTo(FunnelLabel.NOT_APPLICABLE);
  }

  private static double real(NamedCsvRecord row, String column) {
    return Double.parseDouble(row.getField(column));
  }

  private static long number(NamedCsvRecord row, String column) {
    return Long.parseLong(row.getField(column));
  }
}
