package org.commonplace.jobs.release;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A published cell and, where its count is hidden, what the count may be.
 *
 * @param range null when the count is shown or nothing is known of it
 */
record RangedRow(PublishedRow row, CountRange range) {
  static RangedRow read(ResultSet row) throws SQLException {
    int hiddenLow = PublishedRow.COLUMN_COUNT + 1;
    double low = row.getDouble(hiddenLow);
    boolean bounded = !row.wasNull();
    double high = row.getDouble(hiddenLow + 1);
    bounded &= !row.wasNull();
    return new RangedRow(PublishedRow.read(row), bounded ? new CountRange(low, high) : null);
  }
}
