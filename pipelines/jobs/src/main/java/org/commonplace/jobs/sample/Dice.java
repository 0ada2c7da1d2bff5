package org.commonplace.jobs.sample;

/**
 * A SplitMix64 stream. The arithmetic is written out, and only {@link StrictMath} is used, so that
 * every JDK and machine draws the same numbers.
 */
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /** The stream of one topic and one thing in it; streams of different topics are unrelated. */
  static Dice of(long seed, String topic, long thing) {
    long state = mix(seed + GOLDEN);
    for (int i = 0; i < topic.length(); i++) {
      state = mix(state ^ topic.charAt(i)) + GOLDEN;
    }
    return new Dice(mix(state ^ mix(thing + GOLDEN)));
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long bits() {
    state += GOLDEN;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  double unit() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** Uniform whole number in [0, bound). */
  int below(int bound) {
    return (int) (unit() * bound);
  }

  /** Uniform whole number in [low, high]. */
  int between(int low, int high) {
    return low + below(high - low + 1);
  }

  double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
    return radius * StrictMath.cos(2 * StrictMath.PI * unit());
  }

  /** Knuth's product method; the means here are below 100. */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    double product = unit();
    int count = 0;
    while (product > limit) {
      product *= unit();
      count++;
    }
    return count;
  }

  /** A count of successes near {@code Binomial(trials, share)}: one normal draw, clipped. */
  int successes(int trials, double share) {
    double mean = trials * share;
    double spread = StrictMath.sqrt(mean * (1 - share));
    long drawn = StrictMath.round(mean + spread * gaussian());
    return (int) Math.max(0, Math.min(trials, drawn));
  }

  String pick(String... choices) {
    return choices[below(choices.length)];
  }
}
