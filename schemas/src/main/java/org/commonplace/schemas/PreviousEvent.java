package org.commonplace.schemas;

/**
 * A column with the date of the same person's latest earlier event, null when there is none. Events
 * on the same day are not earlier.
 *
 * @param name name of the new column
 * @param lookBackMonths how many months of history a value needs; values of periods with less are
 *     provisional
 */
public record PreviousEvent(String name, int lookBackMonths) {}
