package org.commonplace.methods.signals.scan;

import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;

/** Draws counts of every place and day as they would be if nothing happened. */
final class NullCounts {
  /** Below this mean a search from zero is faster than anything else. */
  private static final double SMALL = 12;

  private static final long STEP = 0xD1B54A32D192ED03L;

  private final int days;
  private final double[] daily;
  private final double[] none;
  private final double[] dispersion;

  /**
   * @param daily for each place, one after the other, cases expected on the last day, the one
   *     before, ...
   * @param dispersion variance per mean of each place, at least 1
   */
  NullCounts(int days, double[] daily, double[] dispersion) {
    this.days = days;
    this.daily = daily;
    this.dispersion = dispersion;
    this.none = new double[daily.length];
    for (int i = 0; i < daily.length; i++) {
      none[i] = Math.exp(-daily[i]);
    }
  }

  /** Counts over the last 1, 2, ... days, in the order of the places; by seed and number alone. */
  double[] draw(long seed, int replicate) {
    // Scrambled first: generators of neighbouring seeds would give the same numbers, one later.
    SplittableRandom mixed =
        new SplittableRandom(new SplittableRandom(seed).nextLong() + replicate * STEP);
    UniformRandomProvider random = mixed::nextLong;
    double[] counts = new double[daily.length];
    for (int i = 0; i < daily.length; i++) {
      double before = i % days == 0 ? 0 : counts[i - 1];
      counts[i] = before + count(random, i);
    }
    return counts;
  }

  private int count(UniformRandomProvider random, int i) {
    double mean = daily[i];
    double phi = dispersion[i / days];
    if (!(mean > 0)) {
      return 0;
    }
    if (phi > 1) {
      double level =
          AhrensDieterMarsagliaTsangGammaSampler.of(random, mean / (phi - 1), phi - 1).sample();
      return level < SMALL ? search(random, level, Math.exp(-level)) : large(random, level);
    }
    return mean < SMALL ? search(random, mean, none[i]) : large(random, mean);
  }

  private static int large(UniformRandomProvider random, double mean) {
    return PoissonSampler.of(random, mean).sample();
  }

  private static int search(UniformRandomProvider random, double mean, double none) {
    double rest = random.nextDouble();
    double probability = none;
    int count = 0;
    while (rest >= probability && probability > 0) {
      rest -= probability;
      count++;
      probability *= mean / count;
    }
    return count;
  }
}
