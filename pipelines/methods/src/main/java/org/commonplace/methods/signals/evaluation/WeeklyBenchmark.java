package org.commonplace.methods.signals.evaluation;

import java.time.LocalDate;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Series;

/**
 * Twelve years of weeks in 42 scenarios: four outbreaks in weeks 313 to 575, one to be found in
 * weeks 576 to 624, the only ones tested. The size of an outbreak is Poisson around k standard
 * deviations of its first week; cases fall on the weeks after it by a log-normal delay.
 *
 * <p>Replicate r has past outbreaks of k = 0, 2, 3, 5, 10 and a current one of k = 1 to 10, in
 * turn. Cases that would fall behind the past or the end are dropped.
 */
public final class WeeklyBenchmark implements Benchmark {
  private static final LocalDate FIRST_MONDAY = LocalDate.of(2001, 1, 1);
  private static final int WEEKS = 624;
  private static final int PAST_FROM = 313;
  private static final int PAST_TO = 575;
  private static final int PAST_OUTBREAKS = 4;
  private static final int[] PAST_SIZES = {0, 2, 3, 5, 10};
  private static final int CURRENT_SIZES = 10;
  private static final double DELAY_DEVIATION = 0.5;

  @Override
  public String name() {
    return "weekly";
  }

  @Override
  public int[] scenarios() {
    return WeeklyScenario.ALL.stream().mapToInt(WeeklyScenario::number).toArray();
  }

  @Override
  public LabelledSeries draw(long seed, int scenario, int replicate) {
    WeeklyScenario parameters = WeeklyScenario.ALL.get(scenario - 1);
    Draws draws = new Draws(seed, scenario, replicate);
    double[] counts = new double[WEEKS];
    for (int t = 1; t <= WEEKS; t++) {
      counts[t - 1] = draws.count(parameters.mean(t), parameters.dispersion());
    }
    int pastSize = PAST_SIZES[(replicate - 1) % PAST_SIZES.length];
    for (int i = 0; i < PAST_OUTBREAKS; i++) {
      add(draws, parameters, pastSize, PAST_FROM, PAST_TO, counts);
    }
    int currentSize = 1 + (replicate - 1) % CURRENT_SIZES;
    int[] current = add(draws, parameters, currentSize, PAST_TO + 1, WEEKS, counts);
    double[] means = new double[WEEKS - PAST_TO];
    for (int i = 0; i < means.length; i++) {
      means[i] = parameters.mean(PAST_TO + 1 + i);
    }
    return new LabelledSeries(
        scenario,
        Series.of("weekly-" + scenario + "-" + replicate, Frequency.WEEKLY, FIRST_MONDAY, counts),
        PAST_TO,
        current,
        means,
        parameters.dispersion());
  }

  /** Adds an outbreak that starts on one of these weeks; returns its cases on each of them. */
  private static int[] add(
      Draws draws, WeeklyScenario parameters, int size, int from, int to, double[] counts) {
    int start = from + draws.below(to - from + 1);
    double deviation = Math.sqrt(parameters.dispersion() * parameters.mean(start));
    int cases = draws.poisson(size * deviation);
    int[] added = new int[to - from + 1];
    for (int i = 0; i < cases; i++) {
      int week = start + (int) Math.floor(draws.delay(DELAY_DEVIATION));
      if (week <= to) {
        added[week - from]++;
        counts[week - 1]++;
      }
    }
    return added;
  }
}
