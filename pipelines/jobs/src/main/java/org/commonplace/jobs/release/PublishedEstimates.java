package org.commonplace.jobs.release;

import java.util.List;
import org.commonplace.methods.interval.Estimates;

/** Published numbers as a column that the methods take: nothing that is hidden gets in. */
final class PublishedEstimates {
  private PublishedEstimates() {}

  /** One row each; all of them have a number. */
  static Estimates of(List<PublishedRow> rows) {
    Estimates.Builder values = new Estimates.Builder(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      PublishedRow row = rows.get(i);
      values.value(
          i,
          row.valueLow() == null ? row.value() : row.valueLow(),
          row.valueHigh() == null ? row.value() : row.valueHigh());
      values.limits95(i, orNone(row.lower95()), orNone(row.upper95()));
      values.limits998(i, orNone(row.lower998()), orNone(row.upper998()));
    }
    return values.build();
  }

  private static double orNone(Double limit) {
    return limit == null ? Double.NaN : limit;
  }
}
