package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.commonplace.methods.signals.Essence.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers of Rnssp, day by day. */
final class EssenceVectorsTest {

  @ParameterizedTest
  @CsvSource({
    "EWMA, big", "EWMA, small", "EWMA, sparse",
    "REGRESSION, big", "REGRESSION, small", "REGRESSION, sparse",
    "SWITCH, big", "SWITCH, small", "SWITCH, sparse"
  })
  void equalsThePackage(Rule rule, String input) {
    List<NamedCsvRecord> rows =
        SpikeVectors.rows(
            "rnssp/expected_alert_" + rule.name().toLowerCase(Locale.ROOT) + "_" + input + ".csv");
    Series series = daily(rows);
    Essence red = Essence.of(rule);
    List<Detection> reds = red.detect(series, 0, series.length() - 1);
    List<Detection> yellows = red.withAlpha(0.05).detect(series, 0, series.length() - 1);
    Essence.Day[] days = red.days(series, 0, series.length() - 1);
    double tolerance = rule == Rule.SWITCH ? 1e-8 : 1e-9;
    for (int t = 0; t < rows.size(); t++) {
      NamedCsvRecord row = rows.get(t);
      String where = rule + " " + row + " " + reds.get(t);
      near(where, days[t].expected(), row, "baseline_expected", tolerance);
      near(where, days[t].statistic(), row, "test_statistic", tolerance);
      near(where, reds.get(t).pValue(), row, "p.value", 1e-8);
      if (rule == Rule.REGRESSION) {
        near(where, days[t].deviation(), row, "sigma", tolerance);
        near(where, days[t].explained(), row, "adjusted_r_squared", tolerance);
      }
      if (reds.get(t).reason() == Reason.TOO_SHORT) {
        // The package's filter calls low days without baseline blue, which they are not.
        assertThat(row.getField("alert")).as(where).isIn("grey", "blue");
      } else {
        assertThat(colour(reds.get(t), yellows.get(t))).as(where).isEqualTo(row.getField("alert"));
      }
      assertThat(reds.get(t).signal())
          .as(where)
          .isEqualTo(
              reds.get(t).observed() > reds.get(t).threshold()
                  && reds.get(t).reason() == Reason.NONE);
    }
  }

  @Test
  void theNegativeBinomialRegressionEqualsThePackage() {
    List<NamedCsvRecord> rows =
        SpikeVectors.rows("rnssp/expected_alert_nbinom_salmNewport_total.csv");
    double[] counts = rows.stream().mapToDouble(row -> number(row, "count")).toArray();
    Series series = Series.of("nbinom", Frequency.WEEKLY, LocalDate.of(2004, 1, 5), counts);
    int training =
        (int) rows.stream().filter(row -> row.getField("split").startsWith("Baseline")).count();
    List<Detection> detections =
        Detector.named("essence-negative-binomial:training=" + training)
            .detect(series, training, series.length() - 1);
    for (int t = training; t < rows.size(); t++) {
      NamedCsvRecord row = rows.get(t);
      Detection detection = detections.get(t - training);
      String where = row + " " + detection;
      near(where, detection.expected(), row, "estimate", 1e-6);
      assertThat(detection.threshold()).as(where).isEqualTo(number(row, "threshold"));
      assertThat(detection.signal()).as(where).isEqualTo(row.getField("alarm").equals("1"));
    }
  }

  @ParameterizedTest
  @CsvSource({"original", "modified"})
  void itsFarringtonsEqualThePackage(String edition) {
    List<NamedCsvRecord> rows =
        SpikeVectors.rows("rnssp/expected_alert_farrington_" + edition + "_salmNewport_total.csv");
    FarringtonFlexible detector =
        new FarringtonFlexible(
            edition,
            edition.equals("original")
                ? FarringtonSettings.essenceOriginal()
                : FarringtonSettings.essenceModified());
    double[] counts = rows.stream().mapToDouble(row -> number(row, "count")).toArray();
    Series series = Series.of(edition, Frequency.WEEKLY, LocalDate.of(2004, 1, 5), counts);
    int compared = 0;
    for (int t = 0; t < rows.size(); t++) {
      NamedCsvRecord row = rows.get(t);
      FarringtonResult fit = detector.fit(series, t, t).get(0);
      String where = row + " " + fit;
      if (row.getField("alert").equals("grey")) {
        // The package waits until the window of the first year is whole; we need not.
        continue;
      }
      compared++;
      boolean erased = edition.equals("modified") && fit.reason() == Reason.FEW_RECENT_CASES;
      near(where, fit.expected(), row, "predicted", 1e-6);
      near(where, erased ? Double.NaN : fit.threshold(), row, "upper", 1e-6);
      near(where, fit.packageScore(), row, "alert_score", 1e-6);
      assertThat(fit.signal()).as(where).isEqualTo(row.getField("alert").equals("red"));
    }
    assertThat(compared).isEqualTo(316);
  }

  private static String colour(Detection red, Detection yellow) {
    return red.signal() ? "red" : yellow.signal() ? "yellow" : "blue";
  }

  private static Series daily(List<NamedCsvRecord> rows) {
    return Series.of(
        "daily",
        Frequency.DAILY,
        LocalDate.parse(rows.get(0).getField("date")),
        rows.stream().mapToDouble(row -> number(row, "count")).toArray());
  }

  private static double number(NamedCsvRecord row, String column) {
    return SpikeVectors.number(row, column);
  }

  private static void near(
      String where, double actual, NamedCsvRecord row, String column, double tolerance) {
    double expected = number(row, column);
    assertThat(SpikeVectors.error(actual, expected))
        .as("%s: %s is %s, wanted %s", where, column, actual, expected)
        .isLessThanOrEqualTo(tolerance);
  }
}
