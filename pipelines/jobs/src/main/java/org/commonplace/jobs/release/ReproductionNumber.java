package org.commonplace.jobs.release;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.commonplace.methods.signals.growth.Cori;
import org.commonplace.methods.signals.growth.Reproduction;
import org.commonplace.methods.signals.growth.SerialInterval;
import org.commonplace.schemas.IndicatorMethod;
import org.commonplace.schemas.SerialIntervalSetting;

/**
 * How many others a case infects, by the daily counts of a place ({@link Cori}): over the last week
 * and the weeks before.
 *
 * <p>Made of published counts: a window with a hidden or missing one has no estimate, nor has one
 * with a correction that makes a count negative; where new boundaries begin within the days that it
 * is made of, there is none at all. Incomplete counts enter as what they will come to ({@link
 * CompletedCounts}).
 */
final class ReproductionNumber {
  private static final int WINDOW = 7;

  /** Weeks of the chart. */
  private static final int SHOWN = 8 * WINDOW;

  private static final int DECIMALS = 2;

  /** Beyond its mean by so many standard deviations an interval has no weight that matters. */
  private static final double TAIL = 6;

  private final Series series;
  private final LocalDate lastDay;
  private final String allowance;
  private final List<Reproduction> windows;

  private ReproductionNumber(
      Series series, LocalDate lastDay, String allowance, List<Reproduction> windows) {
    this.series = series;
    this.lastDay = lastDay;
    this.allowance = allowance;
    this.windows = List.copyOf(windows);
  }

  /** The estimates of a series; empty if it has no serial interval, or the last week none. */
  static Optional<ReproductionNumber> of(Series series) {
    Optional<SerialIntervalSetting> setting = series.definition().signals().serialInterval();
    if (setting.isEmpty()
        || series.step() != PeriodWords.DAY
        || series.definition().method() != IndicatorMethod.COUNT) {
      return Optional.empty();
    }
    CompletedCounts completed = new CompletedCounts(series);
    int to = completed.last();
    int lags = (int) Math.ceil(setting.get().mean() + TAIL * setting.get().sd());
    int from = Math.max(0, to - lags - SHOWN - WINDOW + 1);
    if (to - from < WINDOW || series.hasBreak(from, to)) {
      return Optional.empty();
    }
    double[] counts = IntStream.rangeClosed(from, to).mapToDouble(completed::count).toArray();
    List<Reproduction> all =
        Cori.with(SerialInterval.gamma(setting.get().mean(), setting.get().sd(), lags))
            .withWindow(WINDOW)
            .estimate(counts);
    // Before a whole interval has passed the first counts infect more than they are known to.
    int first = Math.max(Math.min(lags, all.size() - 1), all.size() - SHOWN);
    return all.get(all.size() - 1).exists()
        ? Optional.of(
            new ReproductionNumber(
                series,
                series.rows().get(to).periodEnd(),
                completed.allowance(Math.max(0, to - WINDOW + 1), to),
                all.subList(first, all.size())))
        : Optional.empty();
  }

  private Reproduction latest() {
    return windows.get(windows.size() - 1);
  }

  /** The newest estimate in a sentence. */
  String sentence() {
    return "Over the 7 days to "
        + PeriodWords.day(lastDay)
        + allowance
        + ": "
        + latest().words()
        + ".";
  }

  /** The entry of {@code signals.json}. */
  Map<String, Object> document() {
    Map<String, Object> document = new TreeMap<>();
    document.put("indicator", series.definition().slug());
    document.put("place", series.place().code());
    document.put("first", lastDay.minusDays(WINDOW - 1L).toString());
    document.put("last", lastDay.toString());
    document.put("mean", CanonicalJson.rounded(latest().mean(), DECIMALS));
    document.put("lower95", CanonicalJson.rounded(latest().limits95().low(), DECIMALS));
    document.put("upper95", CanonicalJson.rounded(latest().limits95().high(), DECIMALS));
    document.put("text", sentence());
    Map<String, Object> course = new TreeMap<>();
    course.put("start", lastDay.minusDays(windows.size() - 1L).toString());
    course.put("mean", numbers(Reproduction::mean));
    course.put("lower95", numbers(each -> each.limits95().low()));
    course.put("upper95", numbers(each -> each.limits95().high()));
    document.put("course", course);
    return document;
  }

  private List<Object> numbers(ToDoubleFunction<Reproduction> of) {
    List<Object> numbers = new ArrayList<>();
    for (Reproduction window : windows) {
      numbers.add(
          window.exists() ? CanonicalJson.rounded(of.applyAsDouble(window), DECIMALS) : null);
    }
    return numbers;
  }
}
