package org.commonplace.methods.signals.evaluation;

import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Random numbers of one drawn series; the same for the same seed, scenario and replicate. */
final class Draws {
  private final UniformRandomProvider random;

  Draws(long seed, int scenario, int replicate) {
    // Scrambled first: the generators of neighbouring states are one sequence, a few numbers apart,
    // and what was tuned on one seed would then be tested on the same draws.
    long scrambled = new SplittableRandom(seed).nextLong() + scenario * 1_000_003L + replicate;
    SplittableRandom mixed = new SplittableRandom(new SplittableRandom(scrambled).nextLong());
    this.random = mixed::nextLong;
  }

  /** A whole number from 0 to {@code bound} - 1. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  int poisson(double mean) {
    return mean > 0 ? PoissonSampler.of(random, mean).sample() : 0;
  }

  /** A count with this mean and variance {@code dispersion} times it. */
  int count(double mean, double dispersion) {
    if (dispersion <= 1) {
      return poisson(mean);
    }
    double size = mean / (dispersion - 1);
    return poisson(
        AhrensDieterMarsagliaTsangGammaSampler.of(random, size, dispersion - 1).sample());
  }

  /** A log-normal delay with median 1 and this standard deviation of its logarithm. */
  double delay(double deviation) {
    return Math.exp(deviation * ZigguratSampler.NormalizedGaussian.of(random).sample());
  }
}
