package org.commonplace.methods.signals.nowcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.commonplace.methods.interval.Span;
import org.commonplace.methods.signals.Frequency;
import org.junit.jupiter.api.Test;

/**
 * Nowcasts of the second kept vintage, learned from it and the first, against what it came to years
 * later. All periods that the nowcast calls provisional are judged.
 *
 * <p>One pair of vintages shows how places and delays differ, but not how vintages do: New York's
 * hospitals were far later in the second than in the first. So the bounds here are those that hold,
 * wider than the 45 to 55 % and 90 % that {@link NowcastTest} finds where many vintages were kept.
 */
final class NowcastVintagesTest {

  @Test
  void newYorkByBoroughAndDay() {
    Score all = new Score();
    for (String kind : List.of("CASE", "HOSPITALIZED", "DEATH")) {
      all.add(score(KeptVintages.newYork(kind), Frequency.DAILY, 0, 0));
    }
    assertThat(all.coverage50()).as("%s", all).isBetween(0.45, 0.62);
    assertThat(all.coverage95()).as("%s", all).isGreaterThan(0.85);
    assertThat(all.error).as("%s", all).isLessThan(0.6 * all.errorOfNewest);
  }

  @Test
  void germanyByAgeAndDayWhereDatesWereMoved() {
    Score all = score(KeptVintages.rki(), Frequency.DAILY, 1, 0);
    assertThat(all.coverage50()).as("%s", all).isBetween(0.45, 0.62);
    assertThat(all.coverage95()).as("%s", all).isGreaterThanOrEqualTo(0.9);
    assertThat(all.error).as("%s", all).isLessThan(0.15 * all.errorOfNewest);
  }

  /** The first vintage, off season, was hardly revised: nothing there tells of the winter's. */
  @Test
  void fluAdmissionsByStateAndWeek() {
    Score all = score(KeptVintages.fluSight(), Frequency.WEEKLY, 0, 0);
    assertThat(all.coverage50()).as("%s", all).isBetween(0.45, 0.55);
    assertThat(all.coverage95()).as("%s", all).isGreaterThan(0.87);
    assertThat(all.error).as("%s", all).isLessThanOrEqualTo(all.errorOfNewest);
  }

  private static Score score(List<Vintage> vintages, Frequency frequency, Integer... shifts) {
    Nowcast nowcast = Nowcast.learn(vintages.subList(0, 2), Nowcast.usualLargestDelay(frequency));
    Vintage newest = vintages.get(1);
    Vintage settled = vintages.get(2);
    Score score = new Score();
    assertThat(nowcast.shifts()).containsExactly(shifts);
    for (int delay = 0; nowcast.isProvisional(delay); delay++) {
      int period = newest.asOf() - delay;
      for (int s = 0; s < newest.series(); s++) {
        double figure = newest.count(s, period);
        double truth = settled.count(s, period);
        if (!Double.isNaN(figure) && !Double.isNaN(truth)) {
          score.add(nowcast.predict(figure, delay), truth);
        }
      }
    }
    return score;
  }

  private static final class Score {
    private int counts;
    private int within50;
    private int within95;
    private double error;
    private double errorOfNewest;

    void add(NowcastCount nowcast, double truth) {
      counts++;
      within50 += holds(nowcast.limits(0.5), truth) ? 1 : 0;
      within95 += holds(nowcast.limits(0.95), truth) ? 1 : 0;
      error += Math.abs(nowcast.median() - truth);
      errorOfNewest += Math.abs(nowcast.newest() - truth);
    }

    void add(Score other) {
      counts += other.counts;
      within50 += other.within50;
      within95 += other.within95;
      error += other.error;
      errorOfNewest += other.errorOfNewest;
    }

    private static boolean holds(Span limits, double truth) {
      return limits.low() <= truth && truth <= limits.high();
    }

    double coverage50() {
      return within50 / (double) counts;
    }

    double coverage95() {
      return within95 / (double) counts;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          " %d counts, 50 %% holds %.3f, 95 %% holds %.3f, error %.2f, of the newest %.2f",
          counts,
          coverage50(),
          coverage95(),
          error / counts,
          errorOfNewest / counts);
    }
  }
}
