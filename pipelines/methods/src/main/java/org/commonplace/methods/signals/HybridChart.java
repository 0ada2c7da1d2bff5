package org.commonplace.methods.signals;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The hybrid Shewhart chart of the Institute for Healthcare Improvement (Inkelas, Blair and others,
 * 2021): daily events in phases, each with limits of its own, in four epochs.
 *
 * <p>Where counts are low and stable (epochs 1 and 4) a phase is a c-chart; where they grow or have
 * grown (epochs 2 and 3) it is a chart of individuals around a line through the logarithms. A phase
 * ends before the first point, or run of points, that its limits call special; what the next days
 * do decides the epoch of the next one.
 *
 * <p>Written from the authors' logic table. Two departures of their program from it are not
 * followed: a run is eight points in every epoch, not nine in epochs 2 and 3, and a phase change on
 * a series' last days is no error. Their program's loess screen and weekday adjustment are replaced
 * by medians, {@link HybridDays}.
 */
final class HybridChart {
  private static final int LEAST_EVENTS = 8;
  private static final int LEAST_POINTS = 5;
  private static final int MOST_POINTS = 21;
  private static final int RUN = 8;
  private static final double LOW_LIMIT = 2;
  private static final double RANGE_FACTOR = 3.14;
  private static final double SIGNIFICANT = 0.05;

  /** What the epidemic does. */
  enum Epoch {
    BEFORE_GROWTH,
    GROWTH,
    PLATEAU_OR_DECLINE,
    LOW_AGAIN
  }

  /** Why a phase ended. */
  enum Ending {
    /** It has not. */
    OPEN,
    POINT_ABOVE,
    POINTS_ABOVE,
    POINTS_BELOW,
    RUN_ABOVE,
    RUN_BELOW;

    boolean upward() {
      return this == POINT_ABOVE || this == POINTS_ABOVE || this == RUN_ABOVE;
    }
  }

  /**
   * One phase.
   *
   * @param epoch what the epidemic does
   * @param from its first day
   * @param to its last day so far
   * @param parameterEnd the last day that its limits rest on
   * @param centre midline on the first day, in events or their log10
   * @param slope change of the midline per day, on the same scale
   * @param width distance of each limit from the midline, on the same scale
   * @param ending why it ended
   * @param signalled the day on which that was seen; -1 if it is open
   */
  record Phase(
      Epoch epoch,
      int from,
      int to,
      int parameterEnd,
      double centre,
      double slope,
      double width,
      Ending ending,
      int signalled) {
    boolean logarithmic() {
      return epoch == Epoch.GROWTH || epoch == Epoch.PLATEAU_OR_DECLINE;
    }

    private double scaled(double line) {
      return logarithmic() ? Math.pow(10, line) : line;
    }

    /** Events expected on day {@code t}. */
    double midline(int t) {
      return scaled(centre + slope * (t - from));
    }

    double upper(int t) {
      return scaled(centre + slope * (t - from) + width);
    }

    /** The lower limit; NaN if there is none. */
    double lower(int t) {
      double lower = scaled(centre + slope * (t - from) - width);
      return lower > 0 ? lower : Double.NaN;
    }

    private Phase ended(int last, Ending why, int seen) {
      return new Phase(epoch, from, last, parameterEnd, centre, slope, width, why, seen);
    }

    private Phase until(int last) {
      return ended(last, Ending.OPEN, -1);
    }
  }

  private final double[] events;

  private HybridChart(double[] events) {
    this.events = events;
  }

  /**
   * The phases of a series, in order.
   *
   * @param events events per day; NaN for a day to leave out
   */
  static List<Phase> phases(double[] events) {
    return new HybridChart(events).draw();
  }

  private List<Phase> draw() {
    List<Phase> phases = new ArrayList<>();
    int start = 0;
    while (start < events.length && !(events[start] > 0)) {
      start++;
    }
    Epoch epoch = Epoch.BEFORE_GROWTH;
    while (start <= events.length - LEAST_POINTS) {
      boolean firstOfEpoch = phases.isEmpty() || phases.get(phases.size() - 1).epoch() != epoch;
      Phase phase =
          epoch == Epoch.BEFORE_GROWTH || epoch == Epoch.LOW_AGAIN
              ? countPhase(epoch, start, firstOfEpoch)
              : logPhase(epoch, start);
      phases.add(phase);
      if (phase.ending() == Ending.OPEN) {
        break;
      }
      start = phase.to() + 1;
      epoch = next(phase, start);
    }
    return phases;
  }

  private Epoch next(Phase phase, int start) {
    Line line = logLine(start, Math.min(start + MOST_POINTS, events.length));
    if (line.significant() && line.slope() > 0) {
      return Epoch.GROWTH;
    }
    return switch (phase.epoch()) {
      case BEFORE_GROWTH, LOW_AGAIN -> phase.epoch();
      case GROWTH -> Epoch.PLATEAU_OR_DECLINE;
      case PLATEAU_OR_DECLINE -> {
        double lower = phase.lower(phase.to());
        boolean low = Double.isNaN(lower) || lower < LOW_LIMIT;
        boolean fell = phase.ending() == Ending.POINTS_BELOW || phase.ending() == Ending.RUN_BELOW;
        yield low && fell ? Epoch.LOW_AGAIN : Epoch.PLATEAU_OR_DECLINE;
      }
    };
  }

  // Epochs 1 and 4

  private Phase countPhase(Epoch epoch, int start, boolean firstOfEpoch) {
    int last = events.length - 1;
    double sum = 0;
    int enough = last;
    for (int t = start; t <= last; t++) {
      sum += present(t) ? events[t] : 0;
      if (sum >= LEAST_EVENTS) {
        enough = t;
        break;
      }
    }
    int firstCheck = Math.min(Math.max(start + LEAST_POINTS - 1, enough), last);
    Phase phase = null;
    for (int check = firstCheck; check <= last; check++) {
      int parameterEnd = Math.min(check, start + MOST_POINTS - 1);
      if (phase == null || phase.parameterEnd() < parameterEnd) {
        double mean = mean(start, parameterEnd);
        double width = 3 * Math.sqrt(mean);
        phase = new Phase(epoch, start, check, parameterEnd, mean, 0, width, Ending.OPEN, -1);
      }
      Phase checked =
          firstSpecial(phase, firstCheck, check, firstOfEpoch ? 1 : 2, Integer.MAX_VALUE);
      if (checked.ending() != Ending.OPEN) {
        return checked;
      }
    }
    return phase.until(last);
  }

  // Epochs 2 and 3

  private Phase logPhase(Epoch epoch, int start) {
    int last = events.length - 1;
    int end = Math.min(start + MOST_POINTS, events.length);
    Line line = logLine(start, end);
    double slope = line.significant() ? line.slope() : 0;
    double centre = line.significant() ? line.at(start) : line.mean();
    double width = RANGE_FACTOR * medianRange(start, end, centre, slope, line.significant());
    Phase phase = new Phase(epoch, start, last, end - 1, centre, slope, width, Ending.OPEN, -1);
    for (int check = start + MOST_POINTS; check <= last; check++) {
      Phase checked = firstSpecial(phase, start + MOST_POINTS, check, 2, 2);
      if (checked.ending() != Ending.OPEN) {
        return checked;
      }
    }
    return phase;
  }

  /**
   * Ends the phase before the earliest special point or run that is seen on days {@code first} to
   * {@code check}.
   */
  private Phase firstSpecial(Phase phase, int first, int check, int pointsAbove, int pointsBelow) {
    int above = 0;
    int below = 0;
    int run = 0;
    int side = 0;
    int runStart = phase.from();
    for (int t = phase.from(); t <= check; t++) {
      if (!present(t)) {
        continue;
      }
      double difference = events[t] - phase.midline(t);
      int here = difference > 0 ? 1 : difference < 0 ? -1 : 0;
      if (here != side || here == 0) {
        run = 0;
        runStart = t;
      }
      side = here;
      run += here == 0 ? 0 : 1;
      above = events[t] > phase.upper(t) ? above + 1 : 0;
      below = events[t] < phase.lower(t) ? below + 1 : 0;
      if (t < first) {
        continue;
      }
      if (above >= pointsAbove) {
        return end(
            phase, t - pointsAbove, t, pointsAbove == 1 ? Ending.POINT_ABOVE : Ending.POINTS_ABOVE);
      }
      if (below >= pointsBelow) {
        return end(phase, t - pointsBelow, t, Ending.POINTS_BELOW);
      }
      if (run >= RUN) {
        return end(phase, runStart - 1, t, side > 0 ? Ending.RUN_ABOVE : Ending.RUN_BELOW);
      }
    }
    return phase;
  }

  /** A phase keeps its least length, so that there is always progress. */
  private static Phase end(Phase phase, int last, int seen, Ending why) {
    int least = phase.from() + LEAST_POINTS - 1;
    return phase.ended(Math.min(seen, Math.max(last, least)), why, seen);
  }

  private boolean present(int t) {
    return !Double.isNaN(events[t]);
  }

  private double mean(int from, int to) {
    double sum = 0;
    int n = 0;
    for (int t = from; t <= to; t++) {
      if (present(t)) {
        sum += events[t];
        n++;
      }
    }
    return n == 0 ? 0 : sum / n;
  }

  /** A line through the log10 of the positive counts. */
  private record Line(int from, double centre, double mean, double slope, boolean significant) {
    private double at(int t) {
      return mean + slope * (t - from - centre);
    }
  }

  private Line logLine(int from, int end) {
    double time = 0;
    double sum = 0;
    int n = 0;
    for (int t = from; t < end; t++) {
      if (events[t] > 0) {
        time += t - from;
        sum += Math.log10(events[t]);
        n++;
      }
    }
    double centre = n == 0 ? 0 : time / n;
    double mean = n == 0 ? 0 : sum / n;
    double squares = 0;
    double products = 0;
    double total = 0;
    for (int t = from; t < end; t++) {
      if (events[t] > 0) {
        double x = t - from - centre;
        double y = Math.log10(events[t]) - mean;
        squares += x * x;
        products += x * y;
        total += y * y;
      }
    }
    double slope = products / squares;
    double residual = Math.max(0, total - slope * products);
    if (n < 3 || !(total > 0)) {
      return new Line(from, centre, mean, 0, false);
    }
    double statistic = Math.abs(slope) / Math.sqrt(residual / (n - 2) / squares);
    boolean significant = 2 * TDistribution.of(n - 2).survivalProbability(statistic) < SIGNIFICANT;
    return new Line(from, centre, mean, slope, significant);
  }

  /** The median moving range around a line; around a constant the median distance from it. */
  private double medianRange(int from, int end, double centre, double slope, boolean sloped) {
    double[] ranges = new double[end - from];
    int n = 0;
    double previous = Double.NaN;
    for (int t = from; t < end; t++) {
      if (events[t] > 0) {
        double residual = Math.log10(events[t]) - centre - slope * (t - from);
        if (!sloped) {
          ranges[n++] = Math.abs(residual);
        } else if (!Double.isNaN(previous)) {
          ranges[n++] = Math.abs(residual - previous);
        }
        previous = residual;
      }
    }
    return Medians.of(ranges, n);
  }
}
