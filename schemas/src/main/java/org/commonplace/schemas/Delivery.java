package org.commonplace.schemas;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * What one delivery covers. A later delivery with the same partner, contract and key supersedes the
 * earlier one.
 *
 * @param key how much of the world one delivery describes
 * @param yearStarts the month, 1 to 12, in which a year begins; used with {@link Key#YEAR} only
 * @param period where the period is read from
 * @param received where the time of receipt is read from
 */
public record Delivery(Key key, int yearStarts, Period period, Received received)
    implements Serializable {

  /** What a delivery replaces. */
  public enum Key {
    /** A delivery is the whole of one month. */
    MONTH,
    /** A delivery is the whole of one day. */
    DAY,
    /** A delivery is the whole of one year so far; the key is the calendar year it begins in. */
    YEAR,
    /** A delivery is the whole of everything: each one replaces the one before. */
    SNAPSHOT
  }

  /** Where the period of a delivery is read from. */
  public sealed interface Period extends Serializable {

    /**
     * From the name of the file or folder.
     *
     * @param pattern is searched in the name; has the named group {@code year} and may have {@code
     *     month} and {@code day}; without month December is meant, without day the month's last day
     */
    record FromFileName(Pattern pattern) implements Period {}

    /**
     * The latest date in a source column.
     *
     * @param column name of a date or timestamp column of the first source table
     */
    record FromColumn(String column) implements Period {}

    /** The latest date in the required date column of the datasets that the delivery becomes. */
    record LatestDate() implements Period {}

    /** The day of receipt: for files that carry no date at all. */
    record OfReceipt() implements Period {}
  }

  /** Where the time of receipt is read from. */
  public sealed interface Received extends Serializable {

    /**
     * Midnight UTC of a day in the name of the file or folder.
     *
     * @param pattern is searched in the name; has the named groups {@code year}, {@code month} and
     *     {@code day}
     */
    record FromFileName(Pattern pattern) implements Received {}

    /** The file's last-modified time. */
    record LastModified() implements Received {}
  }
}
