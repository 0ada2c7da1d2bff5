package org.commonplace.jobs.release;

/** The cells of a family as they are released. */
final class ShownCells {
  private ShownCells() {}

  /**
   * SQL over the tables of a family. {@code ok}: the number is shown. A parent's number, and what
   * is said of the difference from it, is shown only when the parent's own cell is. Rounding
   * happens here and nowhere else, so that all files print the same digits.
   */
  static final String SELECT =
      """
      WITH judged AS (
        SELECT c.*, i.digits, h.low AS hidden_low, h.high AS hidden_high,
          h.id IS NOT NULL AS hidden, h.word,
          h.id IS NULL AND c.state IN ('reported', 'provisional')
            AND coalesce(c.value, c.value_low) IS NOT NULL AS ok,
          ok OR c.state = 'withheld' AS judged
        FROM cells c JOIN indicators i USING (indicator) LEFT JOIN hidden h ON h.id = c.id),
      compared AS (
        SELECT j.*, j.ok AND coalesce(p.ok, false) AS parent_ok
        FROM judged j LEFT JOIN judged p ON p.indicator = j.indicator AND p.place = j.parent
          AND p.period_end = j.period_end AND p.group_by = j.group_by
          AND p.group_value = j.group_value)
      SELECT c.indicator, c.version, c.place, c.level, c.frequency, c.period_start, c.period_end,
        c.group_by, c.group_value,
        CASE WHEN ok THEN round(numerator_low, digits) END AS numerator_low,
        CASE WHEN ok THEN round(numerator_high, digits) END AS numerator_high,
        CASE WHEN ok THEN round(denominator_low, digits) END AS denominator_low,
        CASE WHEN ok THEN round(denominator_high, digits) END AS denominator_high,
        CASE WHEN ok THEN denominator_date END AS denominator_date, series_break,
        CASE WHEN ok THEN round(coalesce(value, (value_low + value_high) / 2), digits) END AS value,
        CASE WHEN ok THEN round(value_low, digits) END AS value_low,
        CASE WHEN ok THEN round(value_high, digits) END AS value_high,
        CASE WHEN ok THEN round(lower95, digits) END AS lower95,
        CASE WHEN ok THEN round(upper95, digits) END AS upper95,
        CASE WHEN ok THEN round(lower998, digits) END AS lower998,
        CASE WHEN ok THEN round(upper998, digits) END AS upper998,
        CASE WHEN state NOT IN ('reported', 'provisional') THEN state
          WHEN hidden THEN c.word WHEN ok THEN state ELSE 'not_applicable' END AS state,
        CASE WHEN hidden THEN NULL ELSE reason END AS reason,
        parent,
        CASE WHEN parent_ok THEN round(parent_value, digits) END AS parent_value,
        CASE WHEN parent_ok THEN coalesce(comparison95, 'not_compared') ELSE 'not_compared' END
          AS comparison95,
        CASE WHEN parent_ok THEN coalesce(comparison998, 'not_compared') ELSE 'not_compared' END
          AS comparison998,
        round(CASE WHEN g.id IS NULL THEN c.spc_mean ELSE g.mean END, digits) AS spc_mean,
        round(CASE WHEN g.id IS NULL THEN c.spc_lower ELSE g.lower END, digits) AS spc_lower,
        round(CASE WHEN g.id IS NULL THEN c.spc_upper ELSE g.upper END, digits) AS spc_upper,
        CASE WHEN NOT ok THEN NULL WHEN g.id IS NULL THEN w.word ELSE g.point END AS spc_point,
        CASE WHEN g.id IS NOT NULL THEN g.assurance WHEN c.spc_assurance IS NULL THEN NULL
          ELSE CASE c.spc_assurance WHEN 'consistently_pass' THEN 'pass'
            WHEN 'consistently_fail' THEN 'fail' WHEN 'hit_and_miss' THEN 'hit_and_miss'
            ELSE 'no_target' END END AS spc_assurance,
        CASE WHEN judged THEN quality END AS quality,
        CASE WHEN judged THEN round(completeness, 1) END AS completeness,
        CASE WHEN judged THEN round(timeliness, 1) END AS timeliness,
        CASE WHEN judged THEN round(acceptance, 1) END AS acceptance,
        CASE WHEN judged THEN denominator_months END AS denominator_months,
        CASE WHEN hidden AND hidden_high IS NOT NULL THEN hidden_low END AS hidden_low,
        CASE WHEN hidden THEN hidden_high END AS hidden_high
      FROM compared c LEFT JOIN charts g ON g.id = c.id
        LEFT JOIN point_words w ON w.indicator = c.indicator AND w.code = c.spc_point
      ORDER BY c.indicator, c.group_by, c.group_value, c.place, c.period_end
      """;
}
