package org.commonplace.jobs.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the data behind a published number allows to be said of it. Shares are in percent and null
 * when there is nothing that they could be of.
 *
 * @param verdict good, care or withheld; null when there is no number to judge
 * @param completeness of the deliveries or published parts that it needs, those that came
 * @param timeliness of the deliveries with an agreed day, those that came by it
 * @param acceptance of the records received, those accepted
 * @param denominatorMonths age of the population that it is a rate of, in months, negative when it
 *     was counted later
 * @param flow whether the flow of people adds up in the place it belongs to: holds, fails or
 *     unknown; null when the definition does not ask
 */
record DataQuality(
    String verdict,
    Double completeness,
    Double timeliness,
    Double acceptance,
    Double denominatorMonths,
    String flow) {
  private static final int SHARE_DECIMALS = 1;

  /** In the order of the components. */
  static final String COLUMNS =
      "quality, completeness, timeliness, acceptance, denominator_months, flow";

  static DataQuality read(ResultSet row, int first) throws SQLException {
    return new DataQuality(
        row.getString(first),
        PublishedRow.number(row, first + 1),
        PublishedRow.number(row, first + 2),
        PublishedRow.number(row, first + 3),
        PublishedRow.number(row, first + 4),
        row.getString(first + 5));
  }

  /** The fields as documents have them; null when there is no verdict. */
  Map<String, Object> entry() {
    if (verdict == null) {
      return null;
    }
    Map<String, Object> entry = new TreeMap<>();
    entry.put("verdict", verdict);
    entry.put("completeness", CanonicalJson.rounded(completeness, SHARE_DECIMALS));
    entry.put("timeliness", CanonicalJson.rounded(timeliness, SHARE_DECIMALS));
    entry.put("acceptance", CanonicalJson.rounded(acceptance, SHARE_DECIMALS));
    entry.put("denominatorMonths", CanonicalJson.rounded(denominatorMonths, 0));
    entry.put("flow", flow);
    return entry;
  }
}
