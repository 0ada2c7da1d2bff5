package org.commonplace.jobs.intake.reading;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the delimiter by how well column counts fit, not by how often a character occurs: a
 * semicolon file may hold more commas than semicolons.
 */
final class DialectSniffer {
  private static final char[] CANDIDATES = {',', ';', '\t', '|', '~', '\u001F'};
  private static final Pattern SEPARATOR_LINE =
      Pattern.compile("\"?sep=(.)\"?\\R", Pattern.CASE_INSENSITIVE);
  private static final Pattern SINGLE_QUOTED =
      Pattern.compile("(?:^|[,;\\t|\\n])'[^'\\n]*'(?=[,;\\t|\\r\\n])");
  private static final int MOST_ROWS = 400;

  private DialectSniffer() {}

  /**
   * Sniffs the beginning of a file.
   *
   * @param sample the first characters, cut after the last whole line
   */
  static Dialect sniff(String sample, Optional<Character> contracted) {
    Matcher separator = SEPARATOR_LINE.matcher(sample);
    if (separator.lookingAt()) {
      return new Dialect(separator.group(1).charAt(0), '"', 1);
    }
    char quote = quote(sample);
    if (contracted.isPresent()) {
      return new Dialect(contracted.get(), quote, 0);
    }
    char best = ',';
    double bestFit = 0;
    for (char candidate : CANDIDATES) {
      double fit = fit(sample, candidate, quote);
      if (fit > bestFit) {
        bestFit = fit;
        best = candidate;
      }
    }
    return new Dialect(best, quote, 0);
  }

  private static char quote(String sample) {
    if (sample.indexOf('"') >= 0) {
      return '"';
    }
    long quoted = SINGLE_QUOTED.matcher(sample).results().count();
    long lines = sample.lines().count();
    return quoted > lines ? '\'' : '"';
  }

  /** Share of rows that have the commonest column count, a little more for more columns. */
  private static double fit(String sample, char delimiter, char quote) {
    if (sample.indexOf(delimiter) < 0) {
      return 0;
    }
    Map<Integer, Integer> rowsByWidth = new HashMap<>();
    int rows = 0;
    try (CsvReader<CsvRecord> reader = RepairedText.lenient(delimiter, quote).ofCsvRecord(sample)) {
      for (CsvRecord row : reader) {
        if (row.getFieldCount() == 1 && row.getField(0).isBlank()) {
          continue;
        }
        rowsByWidth.merge(row.getFieldCount(), 1, Integer::sum);
        if (++rows == MOST_ROWS) {
          break;
        }
      }
    } catch (CsvParseException e) {
      // A damaged row: the rows above it tell enough.
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException("a sample in memory cannot be read", e);
    }
    double best = 0;
    for (Map.Entry<Integer, Integer> entry : rowsByWidth.entrySet()) {
      int width = entry.getKey();
      if (width > 1) {
        best = Math.max(best, (double) entry.getValue() / rows + Math.min(width, 1000) * 1e-4);
      }
    }
    return best;
  }
}
