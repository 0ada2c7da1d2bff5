package org.commonplace.methods.signals.nowcast;

import java.util.List;
import java.util.function.Function;
import org.commonplace.methods.signals.nowcast.DelayCells.Total;

/**
 * Draws the rate of one delay, often a handful of cases, towards that of the delays around it: by
 * the variance of its own sampling against how much the rates truly differ (empirical Bayes by
 * moments).
 */
final class Shrinkage {
  private Shrinkage() {}

  /** Cases per case of the newest figure. */
  static double of(Function<DelayCells, Total> what, DelayCells own, List<DelayCells> alike) {
    double events = 0;
    double exposure = 0;
    for (DelayCells cells : alike) {
      events += what.apply(cells).events();
      exposure += what.apply(cells).exposure();
    }
    Total ownTotal = what.apply(own);
    if (!(events > 0)) {
      return 0;
    }
    double pooled = events / exposure;
    double differences = 0;
    double sampling = 0;
    int used = 0;
    for (DelayCells cells : alike) {
      Total total = what.apply(cells);
      if (total.exposure() > 0) {
        double off = total.events() / (pooled * total.exposure()) - 1;
        differences += off * off;
        sampling += samplingVariance(total, pooled);
        used++;
      }
    }
    if (!(ownTotal.exposure() > 0) || used < 2) {
      return ownTotal.exposure() > 0 ? ownTotal.events() / ownTotal.exposure() : pooled;
    }
    double between = Math.max(0, differences - sampling) / used;
    double weight = between / (between + samplingVariance(ownTotal, pooled));
    return weight * ownTotal.events() / ownTotal.exposure() + (1 - weight) * pooled;
  }

  /** Relative variance of a rate by chance, if the pooled rate holds; at least that of Poisson. */
  private static double samplingVariance(Total total, double pooled) {
    double mean = pooled * total.exposure();
    return Math.max(mean, total.squares()) / (mean * mean);
  }
}
