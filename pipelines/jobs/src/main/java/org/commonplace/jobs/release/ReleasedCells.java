package org.commonplace.jobs.release;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.IndicatorDefinition;

/** The cells of a release after disclosure control, each with the verdict on its quality. */
final class ReleasedCells {
  /** Where they are read from. */
  static final String FROM = "FROM released";

  private final Kernel kernel;
  private final ReleaseInputs inputs;

  /**
   * Makes the view and the tables of names beside it.
   *
   * @param files released cells, a file a family
   */
  ReleasedCells(Kernel kernel, ReleaseInputs inputs, List<Path> files, Places places) {
    this.kernel = kernel;
    this.inputs = inputs;
    nameThem(places);
    create(files);
  }

  /** Names for the tables of the downloads. */
  private void nameThem(Places places) {
    kernel.execute("CREATE TABLE place_names (place VARCHAR, name VARCHAR, root VARCHAR)");
    for (Place place : places.all()) {
      kernel.execute(
          "INSERT INTO place_names VALUES (?, ?, ?)",
          place.code(),
          place.name(),
          places.root(place).code());
    }
    kernel.execute(
        "CREATE TABLE indicator_names (indicator VARCHAR, slug VARCHAR, name VARCHAR, unit"
            + " VARCHAR, position INTEGER)");
    int position = 0;
    for (IndicatorDefinition definition : indicators()) {
      kernel.execute(
          "INSERT INTO indicator_names VALUES (?, ?, ?, ?, ?)",
          definition.id(),
          definition.slug(),
          definition.name(),
          definition.unit().code(),
          position++);
    }
  }

  /** The released cells, each with the verdict that the flow of people allows. */
  private void create(List<Path> released) {
    String files = "FROM read_parquet(" + Kernel.files(released) + ")";
    FlowVerdicts.create(kernel, inputs.definitions().values(), files);
    kernel.execute(
        "CREATE VIEW released AS SELECT r.* REPLACE (CASE WHEN f.flow = 'fails' AND r.quality ="
            + " 'good' THEN 'care' ELSE r.quality END AS quality), CASE WHEN r.quality IS NOT NULL"
            + " THEN f.flow END AS flow "
            + files
            + " r LEFT JOIN flow f USING (indicator, place, period_end)");
  }

  /** The indicators as they are listed. */
  List<IndicatorDefinition> indicators() {
    return inputs.definitions().values().stream().sorted(IndicatorsDocument.ORDER).toList();
  }

  /** The published cells; what narrows them follows. */
  String select() {
    return "SELECT "
        + PublishedRow.COLUMNS
        + ", hidden_low, hidden_high "
        + FROM
        + " r JOIN indicator_names i USING (indicator)";
  }

  /** The latest period of each indicator and place that has a number, with all its groups. */
  String selectLatestOfPlaces() {
    return "WITH latest AS (SELECT indicator, place, coalesce(max(period_end) FILTER (WHERE state IN"
        + " ('reported', 'provisional')), max(period_end)) AS period_end "
        + FROM
        + " WHERE group_by = '' GROUP BY ALL) "
        + select()
        + " JOIN latest l USING (indicator, place, period_end)";
  }

  /**
   * Reads one place after another.
   *
   * @param select in the order of places
   */
  void eachPlace(String select, Consumer<List<RangedRow>> take) {
    List<RangedRow> open = new ArrayList<>();
    kernel.rows(
        select,
        result -> {
          RangedRow row = RangedRow.read(result);
          if (!open.isEmpty() && !open.get(0).row().place().equals(row.row().place())) {
            take.accept(List.copyOf(open));
            open.clear();
          }
          open.add(row);
          // Nothing is kept: the rows of one place at a time are all that is in memory.
          return null;
        });
    if (!open.isEmpty()) {
      take.accept(open);
    }
  }

  /** The levels of place that each indicator has numbers of. */
  Map<String, List<String>> levels() {
    Map<String, List<String>> levels = new TreeMap<>();
    kernel
        .rows(
            "SELECT DISTINCT indicator, level " + FROM + " ORDER BY ALL",
            row -> List.of(row.getString(1), row.getString(2)))
        .forEach(
            pair -> levels.computeIfAbsent(pair.get(0), key -> new ArrayList<>()).add(pair.get(1)));
    return levels;
  }

  /** The last day that each indicator has a number of. */
  Map<String, LocalDate> through() {
    Map<String, LocalDate> through = new TreeMap<>();
    kernel
        .rows(
            "SELECT indicator, max(period_end) "
                + FROM
                + " WHERE state IN ('reported', 'provisional') GROUP BY indicator ORDER BY"
                + " indicator",
            row -> Map.entry(row.getString(1), row.getObject(2, LocalDate.class)))
        .forEach(entry -> through.put(entry.getKey(), entry.getValue()));
    return through;
  }
}
