package org.commonplace.jobs.indicators;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.commonplace.jobs.kernel.Block;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.TableFill;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.duckdb.DuckDBAppender;

/**
 * The table of partial sums that travels from the first step to the second, and the tables that
 * making it needs. All sums are decimals of fixed scale: merging them does not depend on the order.
 */
final class Partials {
  /** A sum for a place, period and group. */
  static final int CELL = 0;

  /** A population for a place, reference date and group. */
  static final int POPULATION = 1;

  /** How many rows of a place a partner sends under a contract. */
  static final int COVERAGE = 2;

  private static final String COLUMNS =
      "kind TINYINT, indicator SMALLINT, place VARCHAR, period DATE, group_by VARCHAR, group_value"
          + " VARCHAR, distance SMALLINT, num_low DECIMAL(38,6), num_high DECIMAL(38,6), num_squares DECIMAL(38,6), den_low"
          + " DECIMAL(38,6), den_high DECIMAL(38,6), parts BIGINT, missing BIGINT, provisional"
          + " BIGINT, negative BIGINT, note VARCHAR";

  private final Kernel kernel;

  private Partials(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Makes the tables, {@code partials} and {@code unplaced} empty, the others of the places. */
  static Partials create(Kernel kernel, PlaceTree tree) {
    SortedSet<String> roots = tree.roots();
    TreeSet<Integer> everyShard =
        IntStream.range(0, Workspace.SHARDS).boxed().collect(Collectors.toCollection(TreeSet::new));
    kernel.execute("CREATE TEMP TABLE partials (" + COLUMNS + ")");
    kernel.execute("CREATE TEMP TABLE unplaced (indicator SMALLINT, units BIGINT)");
    kernel.execute(
        "CREATE TEMP TABLE lineage (place VARCHAR, ancestor VARCHAR, distance SMALLINT)");
    kernel.execute("CREATE TEMP TABLE routes (place VARCHAR, shard SMALLINT)");
    kernel.execute("CREATE TEMP TABLE places (place VARCHAR, quintile VARCHAR, leaf BOOLEAN)");
    TableFill.fill(
        kernel,
        "lineage",
        appender -> {
          for (PlaceTree.Ancestry each : tree.ancestries()) {
            appender.beginRow();
            appender.append(each.place());
            appender.append(each.ancestor());
            appender.append((short) each.distance());
            appender.endRow();
          }
        });
    TableFill.fill(
        kernel,
        "routes",
        appender -> {
          for (String place : tree.places().keySet()) {
            // What a whole place has is what its parts are compared with.
            SortedSet<Integer> shards =
                roots.contains(place) ? everyShard : tree.shardsThatNeed(place);
            for (int shard : shards) {
              appender.beginRow();
              appender.append(place);
              appender.append((short) shard);
              appender.endRow();
            }
          }
        });
    kernel.execute(
        "CREATE TEMP TABLE moved (place VARCHAR, target VARCHAR, divided BOOLEAN, depth SMALLINT)");
    TableFill.fill(
        kernel,
        "moved",
        appender -> {
          appendMoved(appender, tree.crosswalk(), tree.crosswalk().whole(), Boolean.FALSE);
          appendMoved(appender, tree.crosswalk(), tree.crosswalk().divided(), Boolean.TRUE);
        });
    TableFill.fill(
        kernel,
        "places",
        appender -> {
          for (PlaceRow row : tree.places().values()) {
            appender.beginRow();
            appender.append(row.code());
            appender.append(row.quintile() == 0 ? null : Integer.toString(row.quintile()));
            appender.append(!tree.hasChildren(row.code()));
            appender.endRow();
          }
        });
    return new Partials(kernel);
  }

  private static void appendMoved(
      DuckDBAppender appender, Crosswalk crosswalk, Map<String, String> places, Boolean divided)
      throws SQLException {
    for (Map.Entry<String, String> each : places.entrySet()) {
      appender.beginRow();
      appender.append(each.getKey());
      appender.append(each.getValue());
      appender.append(divided.booleanValue());
      appender.append((short) crosswalk.depth(each.getKey()));
      appender.endRow();
    }
  }

  /** The rows that a shard needs. */
  Block block(int shard) {
    return kernel.block(
        "SELECT * FROM partials WHERE place IN (SELECT place FROM routes WHERE shard = "
            + shard
            + ")");
  }

  /** SQL that reads files, brought to local disk. */
  static String scan(Kernel kernel, List<LakeFile> files) {
    return "read_parquet("
        + Kernel.files(
            files.stream().map(file -> WorkspaceFiles.stage(file.uri(), kernel.scratch())).toList())
        + ", hive_partitioning = false)";
  }

  /** Makes {@code deliveries}: the order of the deliveries by their lake name and sender. */
  static void createDeliveries(Kernel kernel, List<LakeFile> files) {
    kernel.execute(
        "CREATE OR REPLACE TEMP TABLE deliveries (file VARCHAR, partner VARCHAR, contract VARCHAR,"
            + " delivery INTEGER)");
    TableFill.fill(
        kernel,
        "deliveries",
        appender -> {
          for (LakeFile file : files) {
            appender.beginRow();
            appender.append(file.sha16());
            appender.append(file.partner());
            appender.append(file.contract());
            appender.append(file.delivery());
            appender.endRow();
          }
        });
  }

  /** A list of quoted names. */
  static String names(Iterable<String> columns) {
    List<String> quoted = new ArrayList<>();
    columns.forEach(column -> quoted.add(Kernel.identifier(column)));
    return String.join(", ", quoted);
  }

  /** A list of quoted texts. */
  static String literals(List<String> texts) {
    return texts.stream().map(Kernel::literal).collect(Collectors.joining(", "));
  }

  /** Units whose place is not known, by number of the indicator. */
  Map<Integer, Long> unplaced() {
    return kernel
        .rows(
            "SELECT indicator, sum(units)::BIGINT FROM unplaced WHERE units > 0 GROUP BY indicator",
            row -> Map.entry(row.getInt(1), row.getLong(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
