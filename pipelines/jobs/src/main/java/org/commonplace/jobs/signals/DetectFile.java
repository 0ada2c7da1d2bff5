package org.commonplace.jobs.signals;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.jobs.stage.StageOutcome;
import org.commonplace.methods.signals.Detection;
import org.commonplace.methods.signals.Detector;
import org.commonplace.methods.signals.HolidayCalendar;
import org.commonplace.methods.signals.Limit;
import org.commonplace.methods.signals.Reason;
import org.commonplace.methods.signals.Series;
import org.commonplace.methods.signals.SeriesKind;

/**
 * Spike detection on anybody's series: {@code commonplace detect}.
 *
 * @param series CSV file with the columns series,date,count[,population]
 * @param kind what the numbers are; cases, or rates where there is a population, if empty
 * @param method a name of {@link Detector#names}; the one that suits the kind if empty
 * @param alpha one-sided error probability; the method's own if empty
 * @param holidays public holidays of the places of the series; none are known if empty
 * @param from first date to test; the last date of each series if empty
 * @param out CSV file to write; an existing one is replaced, whole or not at all
 */
public record DetectFile(
    Path series,
    Optional<SeriesKind> kind,
    Optional<String> method,
    OptionalDouble alpha,
    Optional<HolidayCalendar> holidays,
    Optional<LocalDate> from,
    Path out) {
  private static final String[] HEADER = {
    "series", "date", "observed", "expected", "threshold", "score", "p_value", "signal", "reason"
  };

  /**
   * Tests and writes.
   *
   * @throws StageFailure if the method, its alpha or the file is not as it should be
   */
  public StageOutcome run() {
    Detector detector = detector();
    Path target = out.toAbsolutePath();
    refuseUnfit(target);
    Path temporary = target.resolveSibling("." + target.getFileName() + ".part");
    Tally tally = new Tally();
    try {
      Files.createDirectories(target.getParent());
      try (CsvWriter writer =
          CsvWriter.builder()
              .lineDelimiter(LineDelimiter.LF)
              .build(temporary, StandardCharsets.UTF_8)) {
        writer.writeRecord(HEADER);
        SeriesFile.read(
            series, each -> test(Suited.of(detector, onItsDays(ofItsKind(each))), writer, tally));
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + out + "; is there space and permission?", e);
    } finally {
      deleteIfLeft(temporary);
    }
    return new StageOutcome(tally.lines(detector.name(), out), 1);
  }

  /** Counts leave their population out; rates and shares are of one. */
  private Series ofItsKind(Series each) {
    if (kind.equals(Optional.of(SeriesKind.COUNT))) {
      return each.withoutPopulation();
    }
    boolean ofPeople =
        kind.equals(Optional.of(SeriesKind.RATE)) || kind.equals(Optional.of(SeriesKind.SHARE));
    if (ofPeople && !each.hasPopulation()) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          series
              + " has no column population, which numbers of the kind "
              + kind.get().code()
              + " are of; add it or leave --kind out");
    }
    return each;
  }

  private Series onItsDays(Series each) {
    return holidays.map(calendar -> each.withHolidays(calendar.around(each))).orElse(each);
  }

  private void refuseUnfit(Path target) {
    if (Files.isDirectory(target)) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION, out + " is a folder; name a file to write with --out");
    }
    if (target.normalize().equals(series.toAbsolutePath().normalize())) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          out + " is the file that is read; name another one with --out");
    }
  }

  private Detector detector() {
    try {
      Detector named = Detector.named(method.orElse(kind.orElse(SeriesKind.COUNT).detector()));
      if (kind.isPresent() && !kind.get().admits(named)) {
        throw new StageFailure(
            StageFailure.Kind.BAD_DEFINITION,
            named.name()
                + " makes no sense of numbers of the kind "
                + kind.get().code()
                + "; use "
                + kind.get().detector());
      }
      if (alpha.isPresent() && named.limit() == Limit.FIXED) {
        throw new StageFailure(
            StageFailure.Kind.BAD_DEFINITION,
            named.name() + " has a limit of its own and no alpha; leave --alpha out");
      }
      return alpha.isPresent() ? named.withAlpha(alpha.getAsDouble()) : named;
    } catch (IllegalArgumentException e) {
      throw new StageFailure(StageFailure.Kind.BAD_DEFINITION, e.getMessage(), e);
    }
  }

  private void test(Suited suited, CsvWriter writer, Tally tally) {
    Series tested = suited.series();
    tally.broken +=
        kind.isEmpty() && !SeriesKind.MEASUREMENT.admits(suited.detector()) && broken(tested)
            ? 1
            : 0;
    int last = tested.length() - 1;
    int first = from.map(tested::indexFrom).orElse(Math.max(0, last));
    List<Detection> detections = suited.detector().detect(tested, first, last);
    for (Detection detection : detections) {
      tally.add(detection);
      writer.writeRecord(
          tested.id(),
          detection.date().toString(),
          text(detection.observed()),
          text(detection.expected()),
          text(detection.threshold()),
          text(detection.score()),
          text(detection.pValue()),
          Boolean.toString(detection.signal()),
          detection.reason().text());
    }
    tally.series++;
  }

  private static boolean broken(Series series) {
    for (int t = 0; t < series.length(); t++) {
      if (series.observed(t) != Math.rint(series.observed(t))
          && !Double.isNaN(series.observed(t))) {
        return true;
      }
    }
    return false;
  }

  /** A whole number without a point, any other so that it reads back to the same double. */
  private static String text(double number) {
    if (Double.isNaN(number)) {
      return "";
    }
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static void deleteIfLeft(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + temporary, e);
    }
  }

  /** What to tell at the end. */
  private static final class Tally {
    private long series;
    private long tested;
    private long signals;
    private long broken;
    private final SortedMap<Reason, Long> untested = new TreeMap<>();

    private void add(Detection detection) {
      signals += detection.signal() ? 1 : 0;
      if (Double.isNaN(detection.threshold())) {
        untested.merge(detection.reason(), 1L, Long::sum);
      } else {
        tested++;
      }
    }

    private List<String> lines(String method, Path out) {
      List<String> lines = new ArrayList<>();
      lines.add(
          method
              + ": "
              + tested
              + " dates of "
              + series
              + " series tested, "
              + signals
              + " signals, written to "
              + out);
      untested.forEach(
          (reason, count) -> lines.add("not tested: " + count + " dates: " + reason.text()));
      if (broken > 0) {
        lines.add(
            broken
                + " series have numbers that are not whole, which "
                + method
                + " reads as cases; if they were measured, add --kind measurement");
      }
      return lines;
    }
  }
}
