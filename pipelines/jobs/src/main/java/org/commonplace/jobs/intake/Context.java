package org.commonplace.jobs.intake;

import java.time.LocalDate;
import java.util.Optional;
import org.commonplace.jobs.kernel.Kernel;

/**
 * What every expression of a contract can name beside the columns.
 *
 * @param received day of receipt, UTC
 * @param period first day of the period, or the day itself; empty until it is known
 * @param file name of the file or folder
 */
record Context(LocalDate received, Optional<LocalDate> period, String file) {
  static final String COLUMNS = "_received, _period, _file";

  String select() {
    return "DATE '"
        + received
        + "' AS _received, "
        + period.map(day -> "DATE '" + day + "'").orElse("NULL::DATE")
        + " AS _period, "
        + Kernel.literal(file)
        + " AS _file";
  }
}
