package org.commonplace.methods.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import org.commonplace.methods.SharedData;
import org.commonplace.methods.comparison.ControlChart.Phase;
import org.commonplace.methods.comparison.ControlChart.PointCode;
import org.commonplace.methods.comparison.XmrChart.Screening;
import org.commonplace.methods.comparison.XmrChart.TwoInThree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers of NHSRplotthedots, point by point. */
final class XmrVectorsTest {

  @ParameterizedTest
  @CsvSource({"low", "shift", "spike", "stable", "trend"})
  void equalsThePackage(String input) {
    for (Screening screening : Screening.values()) {
      XmrChart chart =
          XmrChart.of(Polarity.HIGH_IS_GOOD)
              .withTwoInThree(TwoInThree.NEAR_ONLY)
              .withScreening(screening);
      String screen = input + "_screen" + (screening == Screening.ONCE ? 1 : 0);
      equal(chart, screen + "_fixnone");
      equal(chart.withBaseline(20), screen + "_fix20");
    }
  }

  private static void equal(XmrChart chart, String tag) {
    List<NamedCsvRecord> rows = SharedData.rows("vectors/spikes/xmr/expected_xmr_" + tag + ".csv");
    double[] series = rows.stream().mapToDouble(row -> number(row, "y")).toArray();
    ControlChart drawn = chart.draw(series);
    Phase phase = drawn.phases().get(0);
    for (int i = 0; i < series.length; i++) {
      NamedCsvRecord row = rows.get(i);
      String where = tag + " " + row;
      assertThat(phase.mean()).as(where).isCloseTo(number(row, "mean_col"), within(1e-9));
      assertThat(phase.lower()).as(where).isCloseTo(number(row, "lpl"), within(1e-9));
      assertThat(phase.upper()).as(where).isCloseTo(number(row, "upl"), within(1e-9));
      assertThat(drawn.codes().get(i)).as(where).isEqualTo(code(row));
    }
  }

  private static PointCode code(NamedCsvRecord row) {
    return switch (row.getField("special_cause_type")) {
      case "Common Cause" -> PointCode.COMMON_CAUSE;
      case "Above UCL" -> PointCode.ABOVE_LIMIT;
      case "Below LCL" -> PointCode.BELOW_LIMIT;
      case "2 in 3 Above CL" -> PointCode.TWO_OF_THREE_HIGH;
      case "2 in 3 Below CL" -> PointCode.TWO_OF_THREE_LOW;
      case "7 Points Above CL" -> PointCode.RUN_ABOVE_MEAN;
      case "7 Points Below CL" -> PointCode.RUN_BELOW_MEAN;
      default -> throw new IllegalArgumentException("Unknown cause in " + row);
    };
  }

  private static double number(NamedCsvRecord row, String column) {
    return Double.parseDouble(row.getField(column));
  }
}
