package org.commonplace.methods;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The reference vectors beside the repository; absent on a machine without them, never in CI. */
public final class SharedData {
  private SharedData() {}

  /** All rows of a CSV file with a header, packed if its name ends in gz. */
  public static List<NamedCsvRecord> rows(String file) {
    Path path = Path.of(System.getProperty("shared.dir", "../shared")).resolve(file);
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(Files.exists(path), () -> "no reference vectors at " + path);
    }
    try (InputStream bytes = Files.newInputStream(path);
        InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        CsvReader<NamedCsvRecord> reader =
            CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(plain)) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A column of numbers. */
  public static double[] doubles(List<NamedCsvRecord> rows, String column) {
    return rows.stream().mapToDouble(row -> Double.parseDouble(row.getField(column))).toArray();
  }

  /** A column of counts. */
  public static long[] longs(List<NamedCsvRecord> rows, String column) {
    return rows.stream().mapToLong(row -> Long.parseLong(row.getField(column))).toArray();
  }
}
