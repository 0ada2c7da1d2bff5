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
 * @param onTime 1 when the first of them came by the agreed day, else 0; null when none is agreed
 * @param rowsReceived records in the deliveries that count
 * @param rowsAccepted records of them that were accepted
 */
record SubmissionMonth(
    String partner,
    String contract,
    YearMonth month,
    int expected,
    int received,
    Integer onTime,
    long rowsReceived,
    long rowsAccepted)
    implements Serializable {

  /** Name of the pair, for joining. */
  String pair() {
    return partner + "|" + contract;
  }
}
