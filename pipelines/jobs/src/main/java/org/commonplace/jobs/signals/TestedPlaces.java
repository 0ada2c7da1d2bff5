package org.commonplace.jobs.signals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.methods.signals.multiplicity.PlaceTree;

/** The places of a run in the order of their codes, each with the place that it lies in. */
final class TestedPlaces {
  /** The folder of the places while signals are made, a file a shard. */
  static final String PLACES = "places";

  private final int size;
  private final PlaceTree tree;

  private TestedPlaces(int... parents) {
    this.size = parents.length;
    this.tree = new PlaceTree(parents);
  }

  private record Row(String place, String parent) {}

  /**
   * SQL of the places of a shard, of all indicators: a level between two that are watched is there
   * too.
   *
   * @param values file of the shard's values
   */
  static String select(Path values) {
    return "SELECT place, any_value(parent) AS parent FROM read_parquet("
        + Kernel.literal(values.toString())
        + ") GROUP BY place ORDER BY place";
  }

  /**
   * Reads them and makes the table {@code tested_places} of each place with its position.
   *
   * @param places files of all shards
   */
  static TestedPlaces create(Kernel kernel, List<Path> places) {
    kernel.execute(
        """
        CREATE TABLE tested_places AS
        SELECT place, parent, CAST(row_number() OVER (ORDER BY place) - 1 AS INTEGER) AS position
        FROM read_parquet(%s)
        """
            .formatted(Kernel.files(places)));
    List<Row> rows =
        kernel.rows(
            "SELECT place, parent FROM tested_places ORDER BY position",
            row -> new Row(row.getString(1), row.getString(2)));
    Map<String, Integer> positions = new HashMap<>();
    rows.forEach(row -> positions.put(row.place(), positions.size()));
    return new TestedPlaces(
        rows.stream().mapToInt(row -> positions.getOrDefault(row.parent(), -1)).toArray());
  }

  /**
   * The q-values of places over the tree of all.
   *
   * @param tested positions of those with a p-value
   * @param pValues of each of these
   * @param asked positions of those whose q-value is wanted
   */
  double[] treeQValues(int[] tested, double[] pValues, int[] asked) {
    double[] all = new double[size];
    Arrays.fill(all, Double.NaN);
    for (int i = 0; i < tested.length; i++) {
      all[tested[i]] = pValues[i];
    }
    return tree.qValues(all, asked);
  }
}
