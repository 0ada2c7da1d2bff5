package org.commonplace.methods.signals.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A method's measures on a benchmark: {@code Evaluation.of(new WeeklyBenchmark(), seed,
 * replicates).judge(Judgement.of(detector))}.
 *
 * <p>A point that could not be tested counts as one without signal.
 *
 * @param method the method's name
 * @param series how many series were drawn
 * @param overall measures over all series
 * @param byScenario measures over the series of each scenario, by its number
 */
public record Evaluation(
    String method,
    int series,
    Map<Measure, Measure.Value> overall,
    SortedMap<Integer, Map<Measure, Measure.Value>> byScenario) {

  public Evaluation {
    overall = Collections.unmodifiableMap(new EnumMap<>(overall));
    byScenario = Collections.unmodifiableSortedMap(new TreeMap<>(byScenario));
  }

  /** The series to evaluate on; each method sees the same. */
  public static Test of(Benchmark benchmark, long seed, int replicates) {
    return new Test(benchmark, seed, replicates);
  }

  /** Series drawn from a seed, on which methods are judged. */
  public static final class Test {
    private final Benchmark benchmark;
    private final long seed;
    private final int replicates;

    private Test(Benchmark benchmark, long seed, int replicates) {
      if (replicates < 1) {
        throw new IllegalArgumentException(
            "an evaluation needs at least 1 replicate, but has " + replicates);
      }
      this.benchmark = benchmark;
      this.seed = seed;
      this.replicates = replicates;
    }

    /** The measures at the method's own limit. */
    public Evaluation judge(Judgement method) {
      return evaluate(method, Double.NaN);
    }

    /**
     * The measures if the method signalled at one limit of its p-value (or score, if it has none),
     * chosen on these very series so that {@code falsePositiveRate} of their clean points signal:
     * how methods compare whatever their calibration.
     */
    public Evaluation judgeAt(Judgement method, double falsePositiveRate) {
      return evaluate(method, falsePositiveRate);
    }

    private Evaluation evaluate(Judgement method, double falsePositiveRate) {
      List<LabelledSeries> drawn = new ArrayList<>();
      List<Judgement.Verdict[]> verdicts = new ArrayList<>();
      for (int scenario : benchmark.scenarios()) {
        for (int replicate = 1; replicate <= replicates; replicate++) {
          LabelledSeries series = benchmark.draw(seed, scenario, replicate);
          verdicts.add(method.judge(series));
          drawn.add(series);
        }
      }
      double limit =
          Double.isNaN(falsePositiveRate) ? Double.NaN : limit(drawn, verdicts, falsePositiveRate);
      List<SeriesOutcome> outcomes = new ArrayList<>();
      for (int i = 0; i < drawn.size(); i++) {
        Judgement.Verdict[] said = verdicts.get(i);
        boolean[] signals = new boolean[said.length];
        for (int t = 0; t < said.length; t++) {
          signals[t] = Double.isNaN(limit) ? said[t].signal() : said[t].rank() <= limit;
        }
        outcomes.add(SeriesOutcome.of(drawn.get(i), signals));
      }
      return measure(method.name(), outcomes);
    }
  }

  /** The rank that this share of the clean points reaches. */
  private static double limit(
      List<LabelledSeries> drawn, List<Judgement.Verdict[]> verdicts, double share) {
    List<Double> ranks = new ArrayList<>();
    for (int i = 0; i < drawn.size(); i++) {
      int[] cases = drawn.get(i).outbreakCases();
      Judgement.Verdict[] said = verdicts.get(i);
      for (int t = 0; t < cases.length && cases[t] == 0; t++) {
        ranks.add(Double.isNaN(said[t].rank()) ? Double.POSITIVE_INFINITY : said[t].rank());
      }
    }
    double[] sorted = ranks.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.floor(share * sorted.length) - 1)];
  }

  private static Evaluation measure(String method, List<SeriesOutcome> outcomes) {
    SortedMap<Integer, List<SeriesOutcome>> scenarios = new TreeMap<>();
    for (SeriesOutcome outcome : outcomes) {
      scenarios.computeIfAbsent(outcome.scenario(), number -> new ArrayList<>()).add(outcome);
    }
    SortedMap<Integer, Map<Measure, Measure.Value>> byScenario = new TreeMap<>();
    scenarios.forEach((number, its) -> byScenario.put(number, measures(its)));
    return new Evaluation(method, outcomes.size(), measures(outcomes), byScenario);
  }

  private static Map<Measure, Measure.Value> measures(List<SeriesOutcome> outcomes) {
    Map<Measure, Measure.Value> values = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      values.put(measure, measure.of(outcomes));
    }
    return Collections.unmodifiableMap(values);
  }
}
