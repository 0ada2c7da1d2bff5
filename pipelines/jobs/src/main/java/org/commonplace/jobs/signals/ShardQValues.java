package org.commonplace.jobs.signals;

import java.io.Serializable;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.jobs.stage.Resources;
import org.commonplace.methods.signals.multiplicity.QValues;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The signals of one shard of places among the tests of all: how many of the signals of a detector
 * on a date are expected to be false.
 *
 * @param workspace where the tests and the signals lie
 * @param run the run's name
 * @param resources cores and memory of the stage
 * @param shards the shards that were tested
 */
record ShardQValues(Workspace workspace, String run, Resources resources, List<Integer> shards)
    implements Serializable {
  /** The folder of the tests before they are held against each other. */
  static final String TESTS = "signal-tests";

  private static final int ROW_GROUP = 122_880;

  ShardQValues {
    shards = List.copyOf(shards);
  }

  /** The p-values of all places of one indicator, detector and date, and those of our signals. */
  private record Family(
      String indicator, String detector, LocalDate date, double[] all, double[] signals) {
    static Family read(ResultSet row) throws SQLException {
      return new Family(
          row.getString(1),
          row.getString(2),
          LocalDate.ofEpochDay(row.getLong(3)),
          numbers(row.getArray(4)),
          numbers(row.getArray(5)));
    }

    private static double[] numbers(Array array) throws SQLException {
      Object[] boxed = (Object[]) array.getArray();
      double[] numbers = new double[boxed.length];
      for (int i = 0; i < boxed.length; i++) {
        numbers[i] = ((Number) boxed[i]).doubleValue();
      }
      return numbers;
    }
  }

  /** Writes the shard's signals with their q-values; doing it again writes the same bytes. */
  void run(int shard) {
    String folder = workspace.uri(Workspace.workFolder(run, TESTS));
    List<String> readable =
        WorkspaceFiles.local(folder)
            .map(path -> List.of(path.toAbsolutePath().toString()))
            .orElse(List.of());
    try (Kernel kernel = Kernel.open(resources.kernel(shards.size(), readable))) {
      List<Path> files = new ArrayList<>();
      for (int each : shards) {
        files.add(WorkspaceFiles.stage(testsUri(each), kernel.scratch()));
      }
      Path own = files.get(shards.indexOf(shard));
      kernel.execute(
          "CREATE TABLE q (indicator VARCHAR, detector VARCHAR, date DATE, p_value DOUBLE, q_value"
              + " DOUBLE)");
      append(kernel, families(kernel, files, own));
      Path written = kernel.scratch().resolve("signals.parquet");
      kernel.writeParquet(
          """
          SELECT t.*, q.q_value FROM read_parquet(%s) t
          LEFT JOIN q ON t.signal AND q.indicator = t.indicator AND q.detector = t.detector
            AND q.date = t.date AND q.p_value = t.p_value
          ORDER BY t.indicator, t.place, t.detector, t.date
          """
              .formatted(Kernel.literal(own.toString())),
          written,
          ROW_GROUP);
      WorkspaceFiles.moveIn(
          written, workspace.uri(Workspace.shardFile(run, SignalsStage.NAME, shard)));
    }
  }

  private String testsUri(int shard) {
    return workspace.uri(Workspace.shardFile(run, TESTS, shard));
  }

  private static List<Family> families(Kernel kernel, List<Path> files, Path own) {
    return kernel.rows(
        """
        WITH mine AS (
          SELECT indicator, detector, date, list(DISTINCT p_value) AS signals
          FROM read_parquet(%s) WHERE signal AND p_value IS NOT NULL GROUP BY ALL)
        SELECT t.indicator, t.detector, CAST(t.date - DATE '1970-01-01' AS BIGINT),
          list(t.p_value), any_value(m.signals)
        FROM read_parquet(%s) t JOIN mine m USING (indicator, detector, date)
        WHERE t.p_value IS NOT NULL
        GROUP BY ALL
        """
            .formatted(Kernel.literal(own.toString()), Kernel.files(files)),
        Family::read);
  }

  private static void append(Kernel kernel, List<Family> families) {
    try (DuckDBAppender appender =
        kernel
            .connection()
            .unwrap(DuckDBConnection.class)
            .createAppender(DuckDBConnection.DEFAULT_SCHEMA, "q")) {
      for (Family family : families) {
        double[] qValues = QValues.benjaminiHochberg(family.all());
        for (double signal : family.signals()) {
          appender.beginRow();
          appender.append(family.indicator()).append(family.detector()).append(family.date());
          appender.append(signal).append(qValues[indexOf(signal, family.all())]);
          appender.endRow();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the q-values could not be handed to the engine", e);
    }
  }

  /** Equal p-values have equal q-values, so the first will do. */
  private static int indexOf(double signal, double[] all) {
    for (int i = 0; i < all.length; i++) {
      if (all[i] == signal) {
        return i;
      }
    }
    throw new IllegalStateException("a signal's p-value " + signal + " is not among all");
  }
}
