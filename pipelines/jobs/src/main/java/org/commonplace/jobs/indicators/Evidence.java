package org.commonplace.jobs.indicators;

import java.time.YearMonth;
import java.util.List;
import org.commonplace.jobs.indicators.Periods.Period;
import org.commonplace.schemas.IndicatorWindow;

/**
 * The deliveries behind a value: of the months that it is made of, over all who send.
 *
 * @param expected deliveries due
 * @param received of these, those that came
 * @param dated of those that came, those with an agreed day
 * @param onTime of these, those that came by it
 * @param rowsReceived records in the deliveries that count
 * @param rowsAccepted records of them that were accepted
 */
record Evidence(
    int expected, int received, int dated, int onTime, long rowsReceived, long rowsAccepted) {

  /** What the ledger holds of a period. */
  static Evidence of(Period period, IndicatorWindow window, List<Contributor> contributors) {
    int expected = 0;
    int received = 0;
    int dated = 0;
    int onTime = 0;
    long rowsReceived = 0;
    long rowsAccepted = 0;
    for (YearMonth month : period.monthsOf(window)) {
      for (Contributor each : contributors) {
        if (!each.expects(month)) {
          continue;
        }
        expected++;
        SubmissionMonth came = each.deliveries().get(month);
        if (came != null) {
          received++;
          dated += came.onTime() == null ? 0 : 1;
          onTime += came.onTime() == null ? 0 : came.onTime();
          rowsReceived += came.rowsReceived();
          rowsAccepted += came.rowsAccepted();
        }
      }
    }
    return new Evidence(expected, received, dated, onTime, rowsReceived, rowsAccepted);
  }
}
