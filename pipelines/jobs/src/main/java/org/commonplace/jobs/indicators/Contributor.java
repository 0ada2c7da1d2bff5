package org.commonplace.jobs.indicators;

import java.io.Serializable;
import java.time.YearMonth;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A partner that sends a dataset under a contract, and the months it did so.
 *
 * @param partner who
 * @param contract under which contract
 * @param covered the months its deliveries cover
 * @param earliest month of the earliest row of its first delivery, which may reach far back, as an
 *     export of everybody of a year does
 * @param lastExpected the last month a delivery is expected for
 * @param deliveries what the ledger holds of the months covered; of a delivery of everything the
 *     same for each month
 */
record Contributor(
    String partner,
    String contract,
    SortedSet<YearMonth> covered,
    YearMonth earliest,
    YearMonth lastExpected,
    SortedMap<YearMonth, SubmissionMonth> deliveries)
    implements Serializable {

  YearMonth first() {
    return covered.first();
  }

  /** Whether a delivery for the month was due. */
  boolean expects(YearMonth month) {
    return !month.isBefore(first()) && !month.isAfter(lastExpected);
  }

  /** Name of the pair, for joining. */
  String pair() {
    return partner + "|" + contract;
  }
}
