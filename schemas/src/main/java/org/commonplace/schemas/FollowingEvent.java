package org.commonplace.schemas;

import java.util.Optional;

/**
 * A column with the date of the same person's first event within some days after a row, null when
 * there is none: a readmission after a discharge, a return after an exit. An event on the same day
 * follows; a row never follows itself.
 *
 * @param name name of the new column
 * @param where which rows of the dataset may follow; all when absent
 * @param after the day of the row from which days are counted; its date when absent
 * @param date the day of a row that may follow; its date when absent
 * @param withinDays how many days after it counts, at most
 */
public record FollowingEvent(
    String name,
    Optional<IndicatorExpression> where,
    Optional<IndicatorExpression> after,
    Optional<IndicatorExpression> date,
    int withinDays) {}
