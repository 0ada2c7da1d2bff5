package org.commonplace.methods.signals.artefact;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.commonplace.methods.signals.CountTail;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Series;

/**
 * The artefacts of a series, and the series without them.
 *
 * <p>In the cleaned series earlier levels are brought to the latest one, a backlog is spread over
 * the periods that it belongs to, and what says nothing of cases is missing. It is for fitting;
 * what was observed stays what it is.
 *
 * <p>The rules are general: they know no disease and no source, and say nothing where counts are so
 * small that chance could do the same. A probability below {@value #IMPROBABLE} of negative
 * binomial counts around the {@link LocalLevel} is taken for more than chance.
 */
public final class ArtefactReview {
  static final double IMPROBABLE = 1e-3;

  /** Below this share of what is expected a period may have been held back. */
  private static final double HELD_BACK = 0.75;

  /** How much of a level its estimate may be wrong by. */
  private static final double LEVEL_ERROR = 0.2;

  /** Standard deviations that a backlog may exceed what was held back. */
  private static final double BACKLOG_SLACK = 3;

  /** A day alone is a release of old cases from this multiple of a level of at least so many. */
  private static final double LONE_DAY = 4;

  private static final double LONE_DAY_LEVEL = 10;

  /** The two days before and after a lone one have less than this share of it. */
  private static final double LONE_DAY_NEIGHBOURS = 0.4;

  /** A factor is impossible from a level of so many. */
  private static final double IMPOSSIBLE_FROM = 5;

  /** Points before one that it is a multiple of, if it is impossible. */
  private static final int LAST_POINTS = 3;

  private static final double LEAST_SILENT_LEVEL = 3;

  /** Small counts, and counts that are hidden in an interval such as 1 to 4, do repeat. */
  private static final double LEAST_REPEATED = 10;

  /** Figures that are rounded to hundreds are alike three times by chance. */
  private static final int LEAST_TIMES = 4;

  private static final double REPEAT_OF_FRACTION = 1e-4;

  private final Series series;
  private final SortedSet<LocalDate> holidays;
  private final double[] scale;
  private final double[] cleaned;
  private final NavigableMap<LocalDate, Artefact> found = new TreeMap<>();
  private final LocalLevel level;

  private ArtefactReview(Series series, SortedSet<LocalDate> holidays) {
    this.series = series;
    this.holidays = holidays;
    this.scale = new double[series.length()];
    this.cleaned = new double[series.length()];
    bringToLatestLevel();
    this.level = LocalLevel.of(with(cleaned));
    markCorrections();
    markImpossible();
    spreadBacklogs();
    markSilence();
    markRepeats();
  }

  /** The review of a series in a place where no holidays are known. */
  public static ArtefactReview of(Series series) {
    return new ArtefactReview(series, Collections.emptySortedSet());
  }

  /** The review of a series in a place with these public holidays. */
  public static ArtefactReview of(Series series, SortedSet<LocalDate> holidays) {
    return new ArtefactReview(series, holidays);
  }

  /** What was found, in time. */
  public List<Artefact> artefacts() {
    return List.copyOf(found.values());
  }

  /** The first artefact in these days, both included. */
  public Optional<Artefact> within(LocalDate first, LocalDate last) {
    return found.subMap(first, true, last, true).values().stream().findFirst();
  }

  /** The series to fit on: on the latest level, backlogs spread, artefacts missing. */
  public Series cleaned() {
    return with(cleaned);
  }

  /** What {@link #cleaned} multiplies the figure of this date with; 1 on a date outside. */
  public double scaleOn(LocalDate date) {
    int t = series.index(date);
    return t < 0 ? 1 : scale[t];
  }

  /** What a count of this date is multiplied with because of its weekday; 1 if of nothing. */
  public double weekdayOn(LocalDate date) {
    int t = series.index(date);
    return t < 0 ? 1 : level.weekday(t);
  }

  private Series with(double[] counts) {
    Series other =
        Series.of(series.id(), series.frequency(), series.date(0), counts).withHolidays(holidays);
    if (!series.hasPopulation()) {
      return other;
    }
    double[] population = new double[counts.length];
    for (int t = 0; t < counts.length; t++) {
      population[t] = series.population(t);
    }
    return other.withPopulation(population);
  }

  private void mark(int t, ArtefactKind kind, String text) {
    found.putIfAbsent(series.date(t), new Artefact(series.date(t), kind, text));
  }

  private boolean marked(int t) {
    return found.containsKey(series.date(t));
  }

  private void bringToLatestLevel() {
    List<LevelChange> changes = LevelChange.of(series);
    double factor = 1;
    int next = changes.size() - 1;
    for (int t = series.length() - 1; t >= 0; t--) {
      scale[t] = factor;
      cleaned[t] = series.observed(t) * factor;
      if (next >= 0 && changes.get(next).at() == t) {
        factor *= changes.get(next--).factor();
      }
    }
    for (LevelChange change : changes) {
      String times =
          change.factor() > 1
              ? String.format(Locale.ROOT, "%.3g times as high", change.factor())
              : String.format(Locale.ROOT, "%.3g times as low", 1 / change.factor());
      mark(
          change.at(),
          change.round() ? ArtefactKind.SCALE_CHANGE : ArtefactKind.LEVEL_CHANGE,
          "from here on figures are "
              + times
              + ", all at once: earlier ones are brought to this "
              + (change.round() ? "scale" : "level")
              + " before they are compared");
    }
  }

  private void spreadBacklogs() {
    int longest = longestBacklog(series.frequency());
    for (int t = 1; t < cleaned.length; t++) {
      if (cleaned[t] > 0) {
        double near = level.lower(t, t);
        int first = t;
        while (first > 0 && t - first < longest && low(first - 1, near)) {
          first--;
        }
        if (first < t) {
          spreadIfBacklog(first, t);
        }
        if (series.frequency() == Frequency.DAILY && !marked(t)) {
          replaceIfLone(t);
        }
      }
    }
  }

  /** Periods before the one in which they are released. */
  private static int longestBacklog(Frequency frequency) {
    return switch (frequency) {
      case DAILY -> 14;
      case WEEKLY -> 4;
      case MONTHLY -> 2;
    };
  }

  private boolean low(int t, double near) {
    boolean missing = Double.isNaN(cleaned[t]);
    return !marked(t) && (missing || cleaned[t] <= HELD_BACK * near * level.weekday(t));
  }

  /**
   * Held against the lower of the levels before and after, periods are low; against the higher one
   * the last of them is high, so that neither a rise nor an outbreak makes its past look held back.
   */
  private void spreadIfBacklog(int first, int last) {
    double near = level.lower(first, last);
    double weights = 0;
    double heldBack = 0;
    for (int i = first; i < last; i++) {
      weights += level.weekday(i);
      heldBack += Double.isNaN(cleaned[i]) ? 0 : Math.max(0, cleaned[i]);
    }
    double phi = level.dispersion();
    double missed = near * weights;
    double own = level.higher(first, last) * level.weekday(last);
    double all = level.higher(first, last) * (weights + level.weekday(last));
    double most = all * (1 + LEVEL_ERROR) + BACKLOG_SLACK * Math.sqrt(phi * all);
    boolean tooFew = missed > 0 && CountTail.atLeast(heldBack + 1, missed, phi) > 1 - IMPROBABLE;
    boolean tooMany = own > 0 && CountTail.atLeast(cleaned[last], own, phi) < IMPROBABLE;
    if (!(tooFew && tooMany && heldBack + cleaned[last] <= most)) {
      return;
    }
    double total = heldBack + cleaned[last];
    mark(
        last,
        ArtefactKind.BACKLOG,
        "more than expected, and no more than the periods before it were short of: cases of these");
    for (int i = first; i <= last; i++) {
      boolean holiday = holidays.contains(series.date(i));
      mark(
          i,
          holiday ? ArtefactKind.HOLIDAY : ArtefactKind.NOT_REPORTED,
          holiday
              ? "a public holiday; its cases were reported after it"
              : "fewer than expected, and reported after it");
      cleaned[i] = total * level.weekday(i) / (weights + level.weekday(last));
    }
  }

  /** A day far above those before and after it holds cases of many days. */
  private void replaceIfLone(int t) {
    double expected = level.around(t, t) * level.weekday(t);
    boolean high =
        t >= 2
            && t + 2 < cleaned.length
            && expected >= LONE_DAY_LEVEL
            && cleaned[t] >= LONE_DAY * expected;
    for (int i = t - 2; high && i <= t + 2; i++) {
      high = i == t || cleaned[i] < LONE_DAY_NEIGHBOURS * cleaned[t];
    }
    if (high) {
      mark(
          t,
          ArtefactKind.BACKLOG,
          "four times the days around it or more on one day alone: cases of many days");
      cleaned[t] = expected;
    }
  }

  private void markCorrections() {
    for (int t = 0; t < cleaned.length; t++) {
      if (cleaned[t] < 0) {
        mark(t, ArtefactKind.NEGATIVE_CORRECTION, "below zero: a correction of earlier figures");
      }
    }
  }

  private void markImpossible() {
    for (int t = 0; t < cleaned.length; t++) {
      double expected = level.higher(t, t) * level.weekday(t);
      double highest = Math.max(expected, highestBefore(t) * level.weekday(t));
      if (expected >= IMPOSSIBLE_FROM && cleaned[t] >= LevelChange.IMPOSSIBLE * highest) {
        mark(
            t,
            ArtefactKind.SCALE_CHANGE,
            "thirty times what is around it or more: another unit or a mistake");
        cleaned[t] = Double.NaN;
      }
    }
  }

  /** Of the last points that are possible: the level of a wave that doubles lies far behind it. */
  private double highestBefore(int t) {
    double highest = 0;
    int seen = 0;
    for (int i = t - 1; i >= 0 && seen < LAST_POINTS; i--) {
      if (!Double.isNaN(cleaned[i]) && level.weekday(i) > 0) {
        highest = Math.max(highest, cleaned[i] / level.weekday(i));
        seen++;
      }
    }
    return highest;
  }

  /**
   * None or next to none where cases are certain. As long as nothing is known of the time after it,
   * this is doubted for a short time only: an outbreak may be over.
   */
  private void markSilence() {
    int end;
    for (int first = 0; first < cleaned.length; first = end + 1) {
      double weights = 0;
      double near = level.before(first) / LevelChange.IMPOSSIBLE;
      for (end = first; end < cleaned.length && silent(end, near); end++) {
        weights += level.weekday(end);
      }
      boolean doubted =
          level.knowsAfter(end - 1) || end - first <= longestBacklog(series.frequency()) / 2;
      if (end > first && doubted) {
        markIfSilent(first, end, weights);
      }
    }
  }

  private boolean silent(int t, double most) {
    return !marked(t)
        && (cleaned[t] == 0 || (cleaned[t] > 0 && cleaned[t] <= most * level.weekday(t)));
  }

  private void markIfSilent(int first, int end, double weights) {
    double near = level.lower(first, end - 1);
    double reported = 0;
    for (int t = first; t < end; t++) {
      reported += cleaned[t];
    }
    double chance = 1 - CountTail.atLeast(reported + 1, near * weights, level.dispersion());
    if (!(near >= LEAST_SILENT_LEVEL && weights > 0 && chance < IMPROBABLE)) {
      return;
    }
    for (int t = first; t < end; t++) {
      boolean holiday = holidays.contains(series.date(t));
      mark(
          t,
          holiday ? ArtefactKind.HOLIDAY : ArtefactKind.NOT_REPORTED,
          holiday
              ? "none or next to none, on a public holiday"
              : "none or next to none, where there were many before: not reported");
      cleaned[t] = Double.NaN;
    }
  }

  /** One figure again and again, oftener than chance repeats a count of its size. */
  private void markRepeats() {
    int first = 0;
    for (int t = 1; t <= cleaned.length; t++) {
      if (t == cleaned.length || series.observed(t) != series.observed(first)) {
        if (stale(series.observed(first), t - first)) {
          markRepeats(first, t);
        }
        first = t;
      }
    }
  }

  private boolean stale(double figure, int times) {
    double alike =
        figure == Math.rint(figure)
            ? Math.min(1, 1 / (2 * Math.sqrt(Math.PI * level.dispersion() * figure)))
            : REPEAT_OF_FRACTION;
    double chance = (times - 1) * Math.log(alike);
    return figure >= LEAST_REPEATED
        && times >= LEAST_TIMES
        && chance < Math.log(IMPROBABLE / cleaned.length);
  }

  private void markRepeats(int first, int end) {
    for (int i = first + 1; i < end; i++) {
      if (!marked(i)) {
        mark(
            i,
            ArtefactKind.STALE_REPEAT,
            "the figure of "
                + series.date(first)
                + " again, repeated "
                + (i - first)
                + " times so far: not brought up to date, or the least that can be measured");
        cleaned[i] = Double.NaN;
      }
    }
  }
}
