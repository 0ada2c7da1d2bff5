package org.commonplace.schemas;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Codes that a contract's column may take without listing them, because other definitions do.
 *
 * @param indicators ids of all indicators; empty when they do not matter to who loads
 */
public record CodeLists(SortedSet<String> indicators) {
  /** For who reads no cells: a column with a list takes any value. */
  public static final CodeLists NONE = new CodeLists(new TreeSet<>());

  /** How a contract names the list of all indicators. */
  static final String INDICATORS = "indicators";

  /** The indicators, each code meaning itself. */
  Map<String, String> codes() {
    Map<String, String> codes = new LinkedHashMap<>();
    indicators.forEach(id -> codes.put(id, id));
    return codes;
  }
}
