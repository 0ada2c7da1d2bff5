package org.commonplace.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.commonplace.methods.signals.growth.Cori;
import org.commonplace.methods.signals.growth.Reproduction;
import org.commonplace.methods.signals.growth.SerialInterval;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorDefinitions;
import org.junit.jupiter.api.Test;

class ReproductionNumberTest {
  private static final IndicatorDefinition CASES = IndicatorDefinitions.shipped().get("IT-01");
  private static final LocalDate FIRST = LocalDate.of(2020, 10, 1);
  private static final Place COUNTRY =
      new Place("C", "c", "City", List.of(), "country", null, 0, null, null, null, null);

  @Test
  void theLastWeekIsWhatEpiEstimSays() {
    double[] counts = growing(40);
    ReproductionNumber number = of(counts, "reported").orElseThrow();
    List<Reproduction> all = Cori.with(SerialInterval.gamma(4.7, 2.9, 23)).estimate(counts);
    Reproduction last = all.get(all.size() - 1);
    assertThat(last.mean()).isGreaterThan(1.1);
    Map<String, Object> document = number.document();
    assertThat((BigDecimal) document.get("mean")).isEqualByComparingTo(rounded(last.mean()));
    assertThat((BigDecimal) document.get("upper95"))
        .isEqualByComparingTo(rounded(last.limits95().high()));
    assertThat(document).containsEntry("first", "2020-11-03").containsEntry("last", "2020-11-09");
    assertThat(number.sentence())
        .isEqualTo("Over the 7 days to 9 November 2020: " + last.words() + ".");
  }

  @Test
  void aProvisionalDayAtTheEndIsLeftOff() {
    double[] counts = growing(41);
    counts[40] = 1;
    assertThat(of(counts, "provisional").orElseThrow().document())
        .isEqualTo(of(growing(40), "reported").orElseThrow().document());
  }

  @Test
  void nothingIsToldWhereACountIsHiddenOrNegativeOrTheSeriesShort() {
    double[] hidden = growing(40);
    hidden[36] = Double.NaN;
    assertThat(of(hidden, "reported")).isEmpty();
    double[] negative = growing(40);
    negative[30] = -5;
    assertThat(of(negative, "reported")).isEmpty();
    assertThat(of(growing(7), "reported")).isEmpty();
  }

  @Test
  void nothingIsToldAcrossNewBoundaries() {
    List<PublishedRow> rows = rows(growing(40), "reported");
    rows.set(37, PublishedRows.redrawn(rows.get(37)));
    assertThat(ReproductionNumber.of(Series.of(CASES, COUNTRY, rows))).isEmpty();
  }

  private static double[] growing(int days) {
    return DoubleStream.iterate(100, cases -> cases * 1.05).map(Math::rint).limit(days).toArray();
  }

  private static BigDecimal rounded(double number) {
    return CanonicalJson.rounded(number, 2);
  }

  private static Optional<ReproductionNumber> of(double[] counts, String lastState) {
    return ReproductionNumber.of(Series.of(CASES, COUNTRY, rows(counts, lastState)));
  }

  private static List<PublishedRow> rows(double[] counts, String lastState) {
    List<PublishedRow> rows = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      rows.add(
          PublishedRows.day(
              CASES.id(),
              FIRST.plusDays(i),
              Double.isNaN(counts[i]) ? null : Double.valueOf(counts[i]),
              i == counts.length - 1 ? lastState : "reported"));
    }
    return rows;
  }
}
