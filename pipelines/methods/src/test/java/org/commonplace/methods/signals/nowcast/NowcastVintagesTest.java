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
 * <p>Coverage is that of the probability integral transform: of whole numbers no interval holds
 * just half, and many of these counts are not revised at all. A count that lies on the edge of the
 * middle 50 % of its nowcast counts by the part of its probability that lies within (Czado,
 * Gneiting and Held, Biometrics 65, 2009, 1254).
 *
 * <p>The error of a nowcast is its weighted interval score, of which a figure taken as final has
 * its absolute error (Bracher, Ray, Gneiting and Reich, PLoS Computational Biology 17, 2021,
 * e1008618).
 */
final class NowcastVintagesTest {

  @Test
  void newYorkByBoroughAndDay() {
    Score all = new Score();
    for (String kind : List.of("CASE", "HOSPITALIZED", "DEATH")) {
      all.add(score(KeptVintages.newYork(kind), Frequency.DAILY, 0, 0));
    }
    assertCovered(all);
    assertThat(all.score).as("%s", all).isLessThan(0.5 * all.errorOfNewest);
    assertThat(all.error).as("%s", all).isLessThan(0.6 * all.errorOfNewest);
  }

  @Test
  void germanyByAgeAndDayWhereDatesWereMoved() {
    Score all = score(KeptVintages.rki(), Frequency.DAILY, 1, 0);
    assertCovered(all);
    assertThat(all.score).as("%s", all).isLessThan(0.1 * all.errorOfNewest);
    assertThat(all.error).as("%s", all).isLessThan(0.15 * all.errorOfNewest);
  }

  /**
   * The first vintage, off season, was lowered. Of the second, in winter, states with at most half
   * of the cases were raised, and two fifths of the error are those of Texas, which had been
   * lowered before. So the best estimate of a figure remains the figure: even the shares that would
   * have been best to add to all figures of a delay, known afterwards, lower the absolute error by
   * 0.6 %. What can be learned is how sure the figures are.
   */
  @Test
  void fluAdmissionsByStateAndWeek() {
    Score all = score(KeptVintages.fluSight(), Frequency.WEEKLY, 0, 0);
    assertCovered(all);
    assertThat(all.score).as("%s", all).isLessThan(0.95 * all.errorOfNewest);
    assertThat(all.error).as("%s", all).isLessThanOrEqualTo(all.errorOfNewest);
  }

  private static void assertCovered(Score score) {
    assertThat(score.coverage50()).as("%s", score).isBetween(0.45, 0.55);
    assertThat(score.coverage95()).as("%s", score).isGreaterThanOrEqualTo(0.9);
    assertThat(score.within95 / (double) score.counts).as("%s", score).isGreaterThanOrEqualTo(0.9);
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
    /** Parts outside the intervals of the score, as forecasts of influenza are judged by. */
    private static final double[] OUTSIDE = {
      0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9
    };

    private int counts;
    private int within50;
    private int within95;
    private double middle50;
    private double middle95;
    private double score;
    private double error;
    private double errorOfNewest;

    void add(NowcastCount nowcast, double truth) {
      counts++;
      within50 += holds(nowcast.limits(0.5), truth) ? 1 : 0;
      within95 += holds(nowcast.limits(0.95), truth) ? 1 : 0;
      middle50 += shareWithin(nowcast, truth, 0.5);
      middle95 += shareWithin(nowcast, truth, 0.95);
      score += weightedIntervalScore(nowcast, truth);
      error += Math.abs(nowcast.median() - truth);
      errorOfNewest += Math.abs(nowcast.newest() - truth);
    }

    void add(Score other) {
      counts += other.counts;
      within50 += other.within50;
      within95 += other.within95;
      middle50 += other.middle50;
      middle95 += other.middle95;
      score += other.score;
      error += other.error;
      errorOfNewest += other.errorOfNewest;
    }

    private static boolean holds(Span limits, double truth) {
      return limits.low() <= truth && truth <= limits.high();
    }

    private static double weightedIntervalScore(NowcastCount nowcast, double truth) {
      double sum = Math.abs(nowcast.median() - truth) / 2;
      for (double outside : OUTSIDE) {
        Span limits = nowcast.limits(1 - outside);
        sum += outside / 2 * (limits.high() - limits.low());
        sum += Math.max(0, Math.max(limits.low() - truth, truth - limits.high()));
      }
      return sum / (OUTSIDE.length + 0.5);
    }

    /** The part of a count's probability that lies within the middle of its nowcast. */
    private static double shareWithin(NowcastCount nowcast, double count, double level) {
      double above = nowcast.atLeast(count + 1);
      double own = nowcast.atLeast(count) - above;
      double tail = (1 - level) / 2;
      double within = Math.min(above + own, 1 - tail) - Math.max(above, tail);
      return own > 1e-12 ? Math.max(0, within) / own : 0;
    }

    double coverage50() {
      return middle50 / counts;
    }

    double coverage95() {
      return middle95 / counts;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          " %d counts, 50 %%: middle %.3f, limits %.3f; 95 %%: middle %.3f, limits %.3f; score %.2f,"
              + " error %.2f, of the newest %.2f",
          counts,
          coverage50(),
          within50 / (double) counts,
          coverage95(),
          within95 / (double) counts,
          score / counts,
          error / counts,
          errorOfNewest / counts);
    }
  }
}
