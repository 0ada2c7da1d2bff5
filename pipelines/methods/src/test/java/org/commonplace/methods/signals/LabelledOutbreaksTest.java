package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Real weekly counts of the Robert Koch Institute's SurvStat of which the publisher says what weeks
 * were outbreaks; four years each.
 */
final class LabelledOutbreaksTest {
  private static final List<String> INPUTS =
      List.of("k1", "m1", "m2", "m3", "m4", "m5", "n1", "n2", "s1", "s2", "s3", "h1_nrwrp");

  private static final int FIRST_TESTED = 53;

  @Test
  void asManyOutbreaksAreFoundAsByFarringtonWithFewerFalseAlarms() {
    Found ours = new Found("excess-windows");
    Found farrington = new Found("farrington-flexible");
    assertThat(ours.outbreaks).isEqualTo(8).isEqualTo(farrington.outbreaks);
    assertThat(ours.found).isGreaterThanOrEqualTo(Math.max(6, farrington.found));
    assertThat(ours.signals).isGreaterThanOrEqualTo(farrington.signals);
    assertThat(ours.falseAlarms).isLessThan((int) (0.6 * farrington.falseAlarms));
  }

  /** What a detector says of all series. */
  private static final class Found {
    private int outbreaks;
    private int found;
    private int signals;
    private int falseAlarms;

    private Found(String detector) {
      for (String input : INPUTS) {
        List<NamedCsvRecord> rows = SpikeVectors.rows("input_" + input + ".csv");
        Series series = SpikeVectors.series(input).values().iterator().next();
        List<Detection> said =
            Detector.named(detector).detect(series, FIRST_TESTED, series.length() - 1);
        boolean before = false;
        boolean missed = false;
        for (int t = FIRST_TESTED; t < series.length(); t++) {
          boolean outbreak = rows.get(t).getField("state").equals("1");
          boolean signal = said.get(t - FIRST_TESTED).signal();
          boolean starts = outbreak && !before;
          missed = outbreak && (starts || missed);
          outbreaks += starts ? 1 : 0;
          found += missed && signal ? 1 : 0;
          missed &= !signal;
          signals += outbreak && signal ? 1 : 0;
          falseAlarms += !outbreak && signal ? 1 : 0;
          before = outbreak;
        }
      }
    }
  }
}
