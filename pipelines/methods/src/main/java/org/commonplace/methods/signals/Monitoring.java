package org.commonplace.methods.signals;

/**
 * When a method that adds evidence up over time starts to do so; everything before is its training.
 *
 * @param training points before monitoring starts; 0 to start after {@code years}, and anew with
 *     every later year, so that the training grows and old evidence is dropped
 * @param years years before monitoring starts, if {@code training} is 0
 */
record Monitoring(int training, int years) {
  /** Three years tell a trend from a season. */
  static final Monitoring USUAL = new Monitoring(0, 3);

  private static final int MOST_TRAINING = 1_000_000;

  static Monitoring after(int points) {
    if (points < 1) {
      throw new IllegalArgumentException(
          "monitoring starts after " + points + " points; it needs at least 1 before");
    }
    return new Monitoring(points, 0);
  }

  /**
   * This one, or with {@code training} in a name: learns from so many first points and never starts
   * anew.
   */
  Monitoring changed(NamedSettings named) {
    int points = named.whole("training", training, 0, MOST_TRAINING);
    return points == 0 ? this : after(points);
  }

  /** The start of the monitoring that {@code t} is part of; -1 if it has not started. */
  int start(Frequency frequency, int t) {
    int year = frequency.pointsPerYear();
    int first = training > 0 ? training : years * year;
    if (t < first) {
      return -1;
    }
    return training > 0 ? first : first + (t - first) / year * year;
  }
}
