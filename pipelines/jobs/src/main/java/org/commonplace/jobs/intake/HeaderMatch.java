package org.commonplace.jobs.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.commonplace.jobs.intake.reading.HeadRow;
import org.commonplace.schemas.SourceColumn;
import org.commonplace.schemas.SourceTable;

/**
 * How well a file's header fits a table of a contract.
 *
 * @param header index of the header among the first rows
 * @param positions index of each column found, by its name in SQL
 * @param labels labels as sent, by the column's name in SQL
 * @param unpivoted positions of the columns that become rows, with what the contract's pattern took
 *     from their labels
 * @param missing labels that the contract needs and the header lacks
 * @param repeated labels that stand twice and are needed
 * @param extra labels that the contract does not know; empty unless the header fits, as a row of
 *     persons' values may stand where the header should
 * @param blank number of columns without label
 * @param sent the header's cells
 */
record HeaderMatch(
    int header,
    Map<String, Integer> positions,
    Map<String, String> labels,
    Map<Integer, String> unpivoted,
    List<String> missing,
    List<String> repeated,
    List<String> extra,
    int blank,
    List<String> sent) {

  /** Whether rows can be read by this header. */
  boolean fits() {
    return missing.isEmpty() && repeated.isEmpty();
  }

  /** The best header among the first rows; when several fit, the first. */
  static HeaderMatch best(List<HeadRow> head, int contractedRow, SourceTable table) {
    HeaderMatch best = null;
    for (int i = 0; i < head.size(); i++) {
      if (contractedRow > 0 && head.get(i).line() > 0 && head.get(i).line() != contractedRow) {
        continue;
      }
      HeaderMatch match = of(i, head.get(i).cells(), table);
      if (match.fits()) {
        return match;
      }
      if (best == null || match.positions.size() > best.positions.size()) {
        best = match;
      }
    }
    return best == null ? of(0, List.of(), table) : best;
  }

  private static HeaderMatch of(int header, List<String> cells, SourceTable table) {
    Map<String, List<Integer>> byLabel = new HashMap<>();
    int blank = 0;
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).isBlank()) {
        blank++;
      } else {
        byLabel.computeIfAbsent(comparable(cells.get(i)), label -> new ArrayList<>()).add(i);
      }
    }
    Map<String, Integer> positions = new LinkedHashMap<>();
    Map<String, String> labels = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    List<String> repeated = new ArrayList<>();
    Set<Integer> used = new HashSet<>();
    for (SourceColumn column : table.headerColumns()) {
      List<Integer> found = find(column, byLabel);
      if (found.size() > 1) {
        repeated.add(column.label());
      } else if (found.size() == 1) {
        positions.put(column.name(), found.get(0));
        labels.put(column.name(), cells.get(found.get(0)));
        used.add(found.get(0));
      } else if (column.presence() != SourceColumn.Presence.OPTIONAL) {
        missing.add(column.label());
      }
    }
    Map<Integer, String> unpivoted = unpivoted(cells, table, used);
    if (table.unpivot().given() && unpivoted.isEmpty()) {
      missing.add("a column like " + table.unpivot().labels().pattern());
    }
    used.addAll(unpivoted.keySet());
    List<String> extra = new ArrayList<>();
    if (missing.isEmpty()) {
      for (int i = 0; i < cells.size(); i++) {
        if (!used.contains(i) && !cells.get(i).isBlank()) {
          extra.add(cells.get(i));
        }
      }
    }
    return new HeaderMatch(
        header, positions, labels, unpivoted, missing, repeated, extra, blank, cells);
  }

  private static List<Integer> find(SourceColumn column, Map<String, List<Integer>> byLabel) {
    List<Integer> found = byLabel.get(comparable(column.label()));
    for (int i = 0; found == null && i < column.aliases().size(); i++) {
      found = byLabel.get(comparable(column.aliases().get(i)));
    }
    return found == null ? List.of() : found;
  }

  private static Map<Integer, String> unpivoted(
      List<String> cells, SourceTable table, Set<Integer> used) {
    Map<Integer, String> unpivoted = new LinkedHashMap<>();
    if (table.unpivot().given()) {
      for (int i = 0; i < cells.size(); i++) {
        Matcher matcher = table.unpivot().labels().matcher(cells.get(i));
        if (!used.contains(i) && matcher.matches()) {
          unpivoted.put(i, matcher.group(1));
        }
      }
    }
    return unpivoted;
  }

  /** Labels are the same whatever their case, spaces and underscores. */
  private static String comparable(String label) {
    return label.toLowerCase(Locale.ROOT).replaceAll("[\\s_\\uFEFF]", "");
  }
}
