package org.commonplace.methods.signals.nowcast;

import java.util.Arrays;

/** Newest figures of one delay in past vintages, each with the settled count it came to. */
final class DelayCells {
  private double[] newest = new double[16];
  private double[] settled = new double[16];
  private int size;
  private int vintages;

  private double newestSum;
  private double settledSum;
  private double moved;
  private double added;
  private double addedToZeros;
  private double removed;
  private int zeros;

  void add(double newestFigure, double settledCount) {
    if (size == newest.length) {
      newest = Arrays.copyOf(newest, 2 * size);
      settled = Arrays.copyOf(settled, 2 * size);
    }
    newest[size] = newestFigure;
    settled[size] = settledCount;
    size++;
    double change = settledCount - newestFigure;
    newestSum += newestFigure;
    settledSum += settledCount;
    moved += Math.abs(change);
    removed += Math.max(0, -change);
    if (newestFigure > 0) {
      added += Math.max(0, change);
    } else {
      addedToZeros += change;
      zeros++;
    }
  }

  /** Tells that the cells added since the last call came from one more vintage. */
  void endVintage(int sizeBefore) {
    vintages += size > sizeBefore ? 1 : 0;
  }

  int size() {
    return size;
  }

  int vintages() {
    return vintages;
  }

  double newestSum() {
    return newestSum;
  }

  /** The newest figures as a share of what they came to; NaN if that is nothing. */
  double completeness() {
    return settledSum > 0 ? newestSum / settledSum : Double.NaN;
  }

  /**
   * Cases per case of the newest figure that were added and taken out of the same figure, where
   * only the difference shows: how much higher the rates are where the other is not known to hide
   * them.
   */
  double hidden() {
    double notLowered = 0;
    double notRaised = 0;
    for (int i = 0; i < size; i++) {
      notLowered += settled[i] >= newest[i] ? newest[i] : 0;
      notRaised += settled[i] <= newest[i] ? newest[i] : 0;
    }
    double additions = notLowered > 0 ? added / notLowered - additionRate() : 0;
    double removals = notRaised > 0 ? removed / notRaised - removalRate() : 0;
    return Math.min(additions, removals);
  }

  double settledSum() {
    return settledSum;
  }

  double moved() {
    return moved;
  }

  /** Cases added per case of the newest figure, where that is not zero. */
  double additionRate() {
    return newestSum > 0 ? added / newestSum : 0;
  }

  /** Cases added to a figure of zero; if there was none, to any figure. */
  double additionsToZero() {
    if (zeros > 0) {
      return addedToZeros / zeros;
    }
    return size > 0 ? added / size : 0;
  }

  double removalRate() {
    return newestSum > 0 ? removed / newestSum : 0;
  }

  /** What was added to figures that are not zero. */
  Total additions() {
    return total(1, additionRate());
  }

  /** What was taken out. */
  Total removals() {
    return total(-1, removalRate());
  }

  private Total total(int side, double rate) {
    double squares = 0;
    double events = 0;
    for (int i = 0; i < size; i++) {
      if (newest[i] > 0) {
        double change = Math.max(0, side * (settled[i] - newest[i]));
        double off = change - rate * newest[i];
        squares += off * off;
        events += change;
      }
    }
    return new Total(events, newestSum, squares);
  }

  /**
   * Cases added to, or taken out of, all figures of one delay.
   *
   * @param events the cases
   * @param exposure the newest figures
   * @param squares sum of the squared deviations of each figure's cases from its share
   */
  record Total(double events, double exposure, double squares) {}

  /** The means alone, as the chain from longer to shorter delays needs them. */
  RevisionLaw means() {
    return new RevisionLaw(
        additionRate(),
        additionsToZero(),
        0,
        removalRate(),
        0,
        settledSum > 0 ? moved / settledSum : 0,
        0);
  }

  /**
   * Adds what was added, and the mean it had, to {@code additions}, and so for removals. A figure
   * that was lowered does not tell what was added to it, nor the other way round.
   *
   * @param stride every so many cells are taken
   */
  void spread(RevisionLaw law, int stride, CountSpread additions, CountSpread removals) {
    for (int i = 0; i < size; i += stride) {
      double change = Math.rint(settled[i] - newest[i]);
      double mean = law.additionsTo(newest[i]);
      if (mean > 0 && change >= 0) {
        additions.add(Math.max(0, change), mean);
      }
      double meanRemoved = law.removalsFrom(newest[i]);
      if (meanRemoved > 0 && change <= 0) {
        removals.add(Math.max(0, -change), meanRemoved);
      }
    }
  }
}
