package org.commonplace.jobs.indicators;

import java.io.Serializable;
import java.time.YearMonth;

/**
 * What the ledger holds of one partner, contract and month.
 *
 * @param partner who
 * @param contract under which contract
 * @param month for which month
 * @param expected deliveries due
 * @param received deliveries accepted
 */
record SubmissionMonth(String partner, String contract, YearMonth month, int expected, int received)
    implements Serializable {

  /** Name of the pair, for joining. */
  String pair() {
    return partner + "|" + contract;
  }
}
