package org.commonplace.jobs.release;

import java.util.Map;
import java.util.TreeMap;

/** The fields of one released value, as the documents of groups and of places both have them. */
final class Cells {
  private Cells() {}

  static Map<String, Object> of(PublishedRow row, int decimals) {
    Map<String, Object> cell = new TreeMap<>();
    cell.put("state", row.state());
    cell.put("value", CanonicalJson.rounded(row.value(), decimals));
    cell.put("lower95", CanonicalJson.rounded(row.lower95(), decimals));
    cell.put("upper95", CanonicalJson.rounded(row.upper95(), decimals));
    cell.put("lower998", CanonicalJson.rounded(row.lower998(), decimals));
    cell.put("upper998", CanonicalJson.rounded(row.upper998(), decimals));
    cell.put("numerator", CanonicalJson.rounded(row.numerator(), decimals));
    cell.put("denominator", CanonicalJson.rounded(row.denominator(), decimals));
    cell.put("quality", row.quality().verdict());
    return cell;
  }
}
