package org.commonplace.jobs.signals;

import java.io.Serializable;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.TableFill;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.jobs.stage.Resources;
import org.commonplace.methods.signals.multiplicity.QValues;

/**
 * The signals of one shard of places among the tests of all: how many of the signals of a detector
 * on a date are expected to be false.
 *
 * <p>Over all places alike (Benjamini and Hochberg), and over the tree of places (TreeBH), where a
 * place is looked at because the one around it signals.
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

  /**
   * The tests of one indicator, detector and date.
   *
   * @param places indices of all places tested, ascending
   * @param pValues of each of these
   * @param signals indices of our places that signal
   */
  private record Family(
      String indicator,
      String detector,
      LocalDate date,
      int[] places,
      double[] pValues,
      int[] signals) {
    static Family read(ResultSet row) throws SQLException {
      return new Family(
          row.getString(1),
          row.getString(2),
          LocalDate.ofEpochDay(row.getLong(3)),
          numbers(row.getArray(4)).mapToInt(Number::intValue).toArray(),
          numbers(row.getArray(5)).mapToDouble(Number::doubleValue).toArray(),
          numbers(row.getArray(6)).mapToInt(Number::intValue).toArray());
    }

    private static Stream<Number> numbers(Array array) throws SQLException {
      return Arrays.stream((Object[]) array.getArray()).map(Number.class::cast);
    }
  }

  /**
   * Writes the shard's signals with their q-values; doing it again writes the same bytes. Gives the
   * shard back.
   */
  int run(int shard) {
    List<String> readable = new ArrayList<>();
    for (String stage : List.of(TESTS, TestedPlaces.PLACES)) {
      WorkspaceFiles.local(workspace.uri(Workspace.workFolder(run, stage)))
          .ifPresent(path -> readable.add(path.toAbsolutePath().toString()));
    }
    try (Kernel kernel = Kernel.open(resources.kernel(shards.size(), readable))) {
      List<Path> tests = staged(kernel, TESTS);
      Path own = tests.get(shards.indexOf(shard));
      TestedPlaces places = TestedPlaces.create(kernel, staged(kernel, TestedPlaces.PLACES));
      kernel.execute(
          "CREATE TABLE q (indicator VARCHAR, detector VARCHAR, date DATE, position INTEGER,"
              + " q_value DOUBLE, tree_q_value DOUBLE)");
      append(kernel, families(kernel, tests, own), places);
      Path written = kernel.scratch().resolve("signals.parquet");
      kernel.writeParquet(
          """
          SELECT t.*, q.q_value, q.tree_q_value FROM read_parquet(%s) t
          JOIN tested_places o USING (place)
          LEFT JOIN q ON t.signal AND q.indicator = t.indicator AND q.detector = t.detector
            AND q.date = t.date AND q.position = o.position
          ORDER BY t.indicator, t.place, t.detector, t.date
          """
              .formatted(Kernel.literal(own.toString())),
          written,
          ROW_GROUP);
      WorkspaceFiles.moveIn(
          written, workspace.uri(Workspace.shardFile(run, SignalsStage.NAME, shard)));
    }
    return shard;
  }

  private List<Path> staged(Kernel kernel, String stage) {
    List<Path> files = new ArrayList<>();
    for (int shard : shards) {
      files.add(
          WorkspaceFiles.stage(
              workspace.uri(Workspace.shardFile(run, stage, shard)), kernel.scratch()));
    }
    return files;
  }

  private static List<Family> families(Kernel kernel, List<Path> files, Path own) {
    return kernel.rows(
        """
        WITH mine AS (
          SELECT indicator, detector, date, list(position ORDER BY position) AS signals
          FROM read_parquet(%s) JOIN tested_places USING (place)
          WHERE signal AND p_value IS NOT NULL GROUP BY ALL)
        SELECT t.indicator, t.detector, CAST(t.date - DATE '1970-01-01' AS BIGINT),
          list(o.position ORDER BY o.position), list(t.p_value ORDER BY o.position),
          any_value(m.signals)
        FROM read_parquet(%s) t JOIN mine m USING (indicator, detector, date)
          JOIN tested_places o USING (place)
        WHERE t.p_value IS NOT NULL
        GROUP BY t.indicator, t.detector, t.date
        """
            .formatted(Kernel.literal(own.toString()), Kernel.files(files)),
        Family::read);
  }

  private static void append(Kernel kernel, List<Family> families, TestedPlaces places) {
    TableFill.fill(
        kernel,
        "q",
        appender -> {
          for (Family family : families) {
            double[] flat = QValues.benjaminiHochberg(family.pValues());
            double[] ofTree =
                places.treeQValues(family.places(), family.pValues(), family.signals());
            for (int i = 0; i < family.signals().length; i++) {
              int place = family.signals()[i];
              TableFill.row(
                  appender,
                  family.indicator(),
                  family.detector(),
                  family.date(),
                  place,
                  flat[Arrays.binarySearch(family.places(), place)],
                  ofTree[i]);
            }
          }
        });
  }
}
