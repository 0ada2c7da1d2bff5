package org.commonplace.methods.signals.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Arrays;
import java.util.List;
import org.commonplace.methods.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CoriTest {
  private static final String FOLDER = "vectors/spikes/epiestim/";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Flu1918_si_nonparam",
        "Flu1918_si_param_mean8.4_sd3.8",
        "Flu2009_si_nonparam",
        "Flu2009_si_param_mean8.4_sd3.8",
        "Measles1861_si_nonparam",
        "Measles1861_si_param_mean8.4_sd3.8",
        "SARS2003_si_nonparam",
        "SARS2003_si_param_mean8.4_sd3.8",
        "Smallpox1972_si_nonparam",
        "Smallpox1972_si_param_mean8.4_sd3.8"
      })
  void equalsEpiEstim(String outbreak) {
    List<NamedCsvRecord> input = SharedData.rows(FOLDER + "input_" + outbreak + ".csv");
    double[] cases = SharedData.doubles(input, "incidence");
    double[] weights = lagsFromOne(input);
    SerialInterval interval =
        outbreak.contains("_param_")
            ? SerialInterval.gamma(8.4, 3.8, cases.length - 1)
            : SerialInterval.of(weights);
    for (int lag = 1; lag <= weights.length; lag++) {
      near(interval.weight(lag), weights[lag - 1]);
    }
    Cori cori = Cori.with(interval);
    double[] infectiousness = cori.infectiousness(cases);
    for (int t = 1; t < cases.length; t++) {
      near(infectiousness[t], number(input.get(t), "lambda"));
    }
    List<Reproduction> actual = cori.estimate(cases);
    List<NamedCsvRecord> expected = SharedData.rows(FOLDER + "expected_R_" + outbreak + ".csv");
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      Reproduction r = actual.get(i);
      NamedCsvRecord row = expected.get(i);
      assertThat(r.from() + 1).isEqualTo((int) number(row, "t_start"));
      assertThat(r.to() + 1).isEqualTo((int) number(row, "t_end"));
      near(r.shape(), number(row, "a_post"));
      near(r.scale(), number(row, "b_post"));
      near(r.mean(), number(row, "mean"));
      near(r.sd(), number(row, "sd"));
      near(r.limits95().low(), number(row, "q025"));
      near(r.quantile(0.5), number(row, "median"));
      near(r.limits95().high(), number(row, "q975"));
    }
  }

  @Test
  void saysWhatAPeriodWithoutACountTakesAway() {
    double[] cases = new double[60];
    Arrays.fill(cases, 20);
    cases[30] = Double.NaN;
    Cori cori = Cori.with(SerialInterval.of(0.2, 0.5, 0.3));
    List<Reproduction> all = cori.estimate(cases);
    for (Reproduction r : all) {
      // 31 to 33 rest on the missing day by their lags, and a window holds seven days.
      assertThat(r.exists()).as("%s", r).isEqualTo(r.to() < 30 || r.from() > 33);
      if (r.exists() && r.to() > 10) {
        assertThat(r.mean()).isEqualTo(1, within(0.05));
        assertThat(r.probabilityAboveOne()).isBetween(0.3, 0.8);
      }
    }
    assertThat(all.get(20).words())
        .isEqualTo("10 cases infect about 10 others (8 to 12): may grow or shrink");
    assertThat(new Reproduction(0, 6, 90_000, 1 / 90_000.0 * 0.99).words())
        .as("of many cases, where limits of ten would be the same")
        .isEqualTo("100 cases infect about 99 others (98 to 100): shrinking");
    assertThat(Reproduction.unknown(0, 6).words())
        .isEqualTo("cannot tell how many people a case infects");
  }

  @Test
  void windowAndPriorAreTaken() {
    double[] cases = {3, 4, 5, 6, 7, 8, 9};
    Cori cori = Cori.with(SerialInterval.of(1)).withWindow(2).withPrior(2, 1);
    Reproduction last = cori.estimate(cases).get(4);
    // prior shape 4 and scale 1/2; cases 8 + 9, infectiousness 7 + 8
    assertThat(last).isEqualTo(new Reproduction(5, 6, 21, 1 / 17.0));
  }

  private static double[] lagsFromOne(List<NamedCsvRecord> input) {
    return input.stream()
        .skip(1)
        .mapToDouble(row -> number(row, "si"))
        .map(w -> w >= 0 ? w : 0)
        .toArray();
  }

  private static double number(NamedCsvRecord row, String column) {
    String text = row.getField(column);
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  private static void near(double actual, double expected) {
    if (Double.isNaN(expected)) {
      assertThat(actual).isNaN();
    } else {
      assertThat(actual).isEqualTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
    }
  }
}
