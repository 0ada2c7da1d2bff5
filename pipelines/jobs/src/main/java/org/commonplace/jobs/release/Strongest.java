package org.commonplace.jobs.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.commonplace.jobs.kernel.Kernel;

/**
 * What a detector says of an episode at its strongest point; the numbers are null where they are
 * hidden or not known.
 *
 * <p>An expected number is made from earlier counts, so it is left out when one of these is hidden:
 * with a short baseline it would give that one away.
 *
 * @param episode name of the episode
 * @param date the point
 * @param first first day of the episode
 * @param last last day of the episode
 * @param state of the number observed
 * @param version of the detector's method
 * @param qValue over all places alike
 * @param treeQValue over the tree of places
 * @param baselineCounts periods compared with
 * @param peak first day of the period of the episode with the most
 * @param excess more than expected in all periods of the episode
 */
record Strongest(
    String episode,
    String indicator,
    String place,
    String frequency,
    String detector,
    LocalDate date,
    LocalDate first,
    LocalDate last,
    String status,
    String direction,
    Double observed,
    Double expected,
    Double threshold,
    Double score,
    Double pValue,
    String state,
    String version,
    Double qValue,
    Double treeQValue,
    LocalDate baselineFirst,
    LocalDate baselineLast,
    int baselineCounts,
    LocalDate peak,
    Double excess) {
  /** Of the signals that stand out among all places, at most this share is expected to be false. */
  static final double FALSE_DISCOVERY_RATE = 0.1;

  private static Strongest of(ResultSet row) throws SQLException {
    return new Strongest(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getObject(6, LocalDate.class),
        row.getObject(7, LocalDate.class),
        row.getObject(8, LocalDate.class),
        row.getString(9),
        row.getString(10),
        number(row, 11),
        number(row, 12),
        number(row, 13),
        number(row, 14),
        number(row, 15),
        row.getString(16),
        row.getString(17),
        number(row, 18),
        number(row, 19),
        row.getObject(20, LocalDate.class),
        row.getObject(21, LocalDate.class),
        row.getInt(22),
        row.getObject(23, LocalDate.class),
        number(row, 24));
  }

  private static Double number(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() || !Double.isFinite(value) ? null : value;
  }

  int urgency() {
    return status.equals("ended") ? 1 : 0;
  }

  /** Whether it is one of those of which few are false; null if that is hidden or not known. */
  Boolean standsOut() {
    return treeQValue == null ? null : treeQValue <= FALSE_DISCOVERY_RATE;
  }

  /**
   * The strongest point of each episode and detector. A q-value is made of the counts of all
   * places; where one of these is hidden it is rounded up to one digit, which gives none away.
   */
  static List<Strongest> read(Kernel kernel, String signals, HiddenCounts hidden) {
    kernel.execute(
        "CREATE OR REPLACE TEMP MACRO up(q) AS CASE WHEN q > 0 THEN least(1, ceil(q / pow(10,"
            + " floor(log10(q)))) * pow(10, floor(log10(q)))) ELSE q END");
    return kernel.rows(
        """
        WITH judged AS (SELECT s.*, %s AS own, %s AS earlier, %s AS partly, %s AS others
            FROM (%s) s
          WHERE signal AND episode IS NOT NULL),
        top AS (SELECT * FROM judged QUALIFY row_number() OVER (PARTITION BY episode, detector
          ORDER BY CASE WHEN NOT earlier THEN score END DESC NULLS LAST, date) = 1)
        SELECT episode, indicator, place, frequency, detector, date, episode_first, episode_last,
          episode_status, direction,
          CASE WHEN NOT own THEN observed END,
          CASE WHEN NOT earlier THEN expected END,
          CASE WHEN NOT earlier THEN threshold END,
          CASE WHEN NOT earlier THEN score END,
          CASE WHEN NOT earlier THEN p_value END,
          CASE WHEN own THEN 'suppressed' ELSE 'reported' END, detector_version,
          CASE WHEN NOT earlier THEN CASE WHEN others THEN up(q_value) ELSE q_value END END,
          CASE WHEN NOT earlier THEN
            CASE WHEN others THEN up(tree_q_value) ELSE tree_q_value END END,
          baseline_first, baseline_last, baseline_counts,
          CASE WHEN NOT partly THEN episode_peak END,
          CASE WHEN NOT partly THEN episode_excess END
        FROM top ORDER BY episode, detector
        """
            .formatted(
                hidden.ownOf("s"),
                hidden.upTo("s"),
                hidden.upToEpisodeOf("s"),
                hidden.anywhereIn("s"),
                signals),
        Strongest::of);
  }
}
