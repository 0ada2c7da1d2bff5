package org.commonplace.methods.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.commonplace.methods.inequality.SlopeIndex;
import org.commonplace.methods.inequality.SlopeIndices;
import org.commonplace.methods.inequality.ValueType;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Confidence;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.CrudeRate;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.methods.interval.Span;
import org.commonplace.methods.interval.Wilson;
import org.commonplace.methods.lifeexpectancy.LifeExpectancy;
import org.commonplace.methods.signals.Detection;
import org.commonplace.methods.signals.Detector;
import org.commonplace.methods.signals.Series;
import org.commonplace.methods.signals.evaluation.WeeklyBenchmark;
import org.commonplace.methods.signals.scan.Cluster;
import org.commonplace.methods.signals.scan.SpaceTimeScan;
import org.commonplace.methods.signals.scan.Zones;
import org.commonplace.methods.standardisation.DirectRate;
import org.commonplace.methods.standardisation.StandardPopulation;

/**
 * Times the methods on large columns in one thread and checks their results on the way.
 *
 * <p>Each line is the median and range of seven runs after two that are not counted, with both
 * levels of limits, allocation included; the last, a scan of seconds, runs once and on all
 * processors. Ends with exit code 1 when a bar is missed.
 */
public final class MethodsBench {
  private static final int WARM_UP = 2;
  private static final int RUNS = 7;
  private static final int ROWS = 1_000_000;
  private static final int AREAS = 10_000;
  private static final int GROUPS = 10;
  private static final int FITS = 10_000;

  private boolean met = true;

  private MethodsBench() {}

  public static void main(String[] args) {
    System.out.printf(
        Locale.ROOT,
        "Java %s, %d processors, one thread used but for the scan%n",
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors());
    MethodsBench bench = new MethodsBench();
    bench.wilson();
    bench.byar();
    bench.slope();
    bench.others();
    bench.farrington();
    bench.scan();
    if (!bench.met) {
      System.exit(1);
    }
  }

  private void wilson() {
    SplittableRandom random = new SplittableRandom(1);
    long[] people = random.longs(ROWS, 1, 100_000).toArray();
    long[] events = new long[ROWS];
    for (int i = 0; i < ROWS; i++) {
      events[i] = random.nextLong(0, people[i] + 1);
    }
    Counts numerator = Counts.exact(events);
    Counts denominator = Counts.exact(people);
    measure(
        "1,000,000 Wilson rows",
        0.3,
        () -> {
          Estimates all = Wilson.proportions(numerator, denominator, 100);
          for (int i = 0; i < ROWS; i += 9973) {
            Span one = Wilson.limits(events[i], people[i], Confidence.P998);
            check(all.lower998(i), one.low() * 100);
            check(all.upper998(i), one.high() * 100);
          }
          return all.upper95(ROWS - 1);
        });
  }

  private void byar() {
    SplittableRandom random = new SplittableRandom(2);
    long[] events = new long[ROWS];
    double[] people = random.doubles(ROWS, 100, 100_000).toArray();
    for (int i = 0; i < ROWS; i++) {
      events[i] = random.nextLong(0, i % 2 == 0 ? 12 : 5000);
    }
    Counts counts = Counts.exact(events);
    Amounts denominator = Amounts.exact(people);
    measure(
        "1,000,000 exact or Byar rows",
        1,
        () -> {
          Estimates all = CrudeRate.rates(counts, denominator, 100_000);
          for (int i = 0; i < ROWS; i += 9973) {
            Span one = CrudeRate.countLimits(events[i], Confidence.P95);
            check(all.lower95(i), one.low() / people[i] * 100_000);
            check(all.upper95(i), one.high() / people[i] * 100_000);
          }
          return all.upper95(ROWS - 1);
        });
  }

  private void slope() {
    SplittableRandom random = new SplittableRandom(3);
    int rows = AREAS * GROUPS;
    long[] people = random.longs(rows, 500, 5000).toArray();
    long[] events = new long[rows];
    for (int i = 0; i < rows; i++) {
      events[i] = Math.max(1, people[i] * (30 - i % GROUPS) / 100);
    }
    Counts denominator = Counts.exact(people);
    Amounts population = Amounts.of(denominator);
    SlopeIndex plain = SlopeIndex.of(ValueType.PROPORTION);
    measure(
        "10,000 SII and RII with limits, Wilson rows included",
        1,
        () -> {
          Estimates values = Wilson.proportions(Counts.exact(events), denominator, 1);
          SlopeIndices all = plain.indices(GROUPS, population, values);
          for (int i = 0; i < AREAS; i += 97) {
            check(all.slope().valueLow(i), regression(people, values, i * GROUPS));
          }
          return bracketed(all);
        });
    measure(
        "10,000 SII and RII on the logit scale, the same",
        1,
        () -> {
          Estimates values = Wilson.proportions(Counts.exact(events), denominator, 1);
          return bracketed(plain.transformed().indices(GROUPS, population, values));
        });
  }

  private static double bracketed(SlopeIndices all) {
    for (int i = 0; i < AREAS; i++) {
      if (!(all.slope().lower95(i) < all.slope().valueLow(i)
          && all.slope().valueLow(i) < all.slope().upper95(i)
          && all.relative().lower95(i) < all.relative().valueLow(i)
          && all.relative().valueLow(i) < all.relative().upper95(i))) {
        throw new IllegalStateException("limits of area " + i + " do not hold its index");
      }
    }
    return all.relative().upper998(AREAS - 1);
  }

  /** The slope by the textbook's normal equations. */
  private static double regression(long[] people, Estimates values, int from) {
    double w = 0;
    double wx = 0;
    double wy = 0;
    double wxx = 0;
    double wxy = 0;
    double total = 0;
    for (int i = from; i < from + GROUPS; i++) {
      total += people[i];
    }
    for (int i = from; i < from + GROUPS; i++) {
      double x = (w + people[i] / 2.0) / total;
      w += people[i];
      wx += people[i] * x;
      wy += people[i] * values.valueLow(i);
      wxx += people[i] * x * x;
      wxy += people[i] * x * values.valueLow(i);
    }
    return (w * wxy - wx * wy) / (w * wxx - wx * wx);
  }

  private void others() {
    SplittableRandom random = new SplittableRandom(4);
    double[] weights = StandardPopulation.EUROPEAN_2013.weights();
    int cells = AREAS * weights.length;
    Counts events = Counts.exact(random.longs(cells, 1, 90).toArray());
    Amounts people = Amounts.exact(random.doubles(cells, 1000, 9000).toArray());
    measure(
        "10,000 directly standardised rates of 19 bands",
        1,
        () -> DirectRate.rates(events, people, weights, 100_000).upper95(AREAS - 1));
    int ages = AREAS * LifeExpectancy.BANDS;
    Counts deaths = Counts.exact(random.longs(ages, 1, 90).toArray());
    Amounts alive = Amounts.exact(random.doubles(ages, 1000, 9000).toArray());
    measure(
        "10,000 life tables of 20 ages",
        1,
        () -> LifeExpectancy.atEachAge(deaths, alive).upper95(0));
  }

  /**
   * Farrington flexible with Noufaily's settings on the last week of twelve years, of all scenarios
   * of the weekly benchmark in turn. That its fits are R's is asserted by the tests against R's own
   * answers; here, that about as many series signal as should.
   */
  private void farrington() {
    Detector detector = Detector.named("farrington-noufaily");
    WeeklyBenchmark benchmark = new WeeklyBenchmark();
    List<Series> series = new ArrayList<>();
    for (int replicate = 1; series.size() < FITS; replicate++) {
      for (int scenario : benchmark.scenarios()) {
        series.add(benchmark.draw(11, scenario, replicate).series());
      }
    }
    List<Series> fitted = series.subList(0, FITS);
    measure(
        "10,000 fits of Farrington flexible",
        1,
        () -> {
          double thresholds = 0;
          int signals = 0;
          for (Series each : fitted) {
            Detection found = detector.detect(each, each.length() - 1, each.length() - 1).get(0);
            thresholds += found.threshold();
            signals += found.signal() ? 1 : 0;
          }
          if (signals < FITS / 500 || signals > FITS / 20) {
            throw new IllegalStateException(signals + " of " + FITS + " quiet weeks signal");
          }
          return thresholds;
        });
  }

  /** The whole scan of a large region, once: it runs for seconds and on all processors. */
  private void scan() {
    int places = 3000;
    int days = 14;
    SplittableRandom random = new SplittableRandom(5);
    double[] latitude = random.doubles(places, 51, 54).toArray();
    double[] longitude = random.doubles(places, -3, 1).toArray();
    double[][] expected = new double[places][];
    double[][] counts = new double[places][];
    for (int i = 0; i < places; i++) {
      expected[i] = random.doubles(days, 0.2, 4).toArray();
      counts[i] = Arrays.stream(expected[i]).map(Math::rint).toArray();
    }
    counts[17][days - 1] += 40;
    long start = System.nanoTime();
    Cluster found =
        SpaceTimeScan.of(Zones.around(latitude, longitude)).scan(counts, expected).get(0);
    double took = (System.nanoTime() - start) / 1e9;
    if (!found.places().equals(List.of(17)) || found.days() != 1) {
      throw new IllegalStateException("the planted cluster was not found but " + found);
    }
    report("space-time scan, 3,000 places x 14 days x 999", took, took, took, 60);
  }

  private void measure(String name, double bar, DoubleSupplier work) {
    double[] seconds = new double[RUNS];
    double first = work.getAsDouble();
    for (int run = 1 - WARM_UP; run < RUNS; run++) {
      long start = System.nanoTime();
      double result = work.getAsDouble();
      double took = (System.nanoTime() - start) / 1e9;
      check(result, first);
      if (run >= 0) {
        seconds[run] = took;
      }
    }
    Arrays.sort(seconds);
    report(name, seconds[RUNS / 2], seconds[0], seconds[RUNS - 1], bar);
  }

  private void report(String name, double median, double least, double most, double bar) {
    boolean ok = median <= bar;
    met &= ok;
    System.out.printf(
        Locale.ROOT,
        "%-52s median %.4f s (%.4f to %.4f), bar %.1f s: %s%n",
        name,
        median,
        least,
        most,
        bar,
        ok ? "met" : "MISSED");
  }

  private static void check(double actual, double expected) {
    if (!(Math.abs(actual - expected) <= 1e-10 * Math.abs(expected))) {
      throw new IllegalStateException("expected " + expected + " but got " + actual);
    }
  }
}
