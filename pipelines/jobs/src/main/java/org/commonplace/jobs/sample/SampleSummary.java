package org.commonplace.jobs.sample;

import java.time.YearMonth;

/**
 * What was written.
 *
 * @param city name of the invented city
 * @param people residents
 * @param households households
 * @param partners organisations that send files
 * @param files files in the inbox
 * @param rows data rows in all files, broken and repeated ones included
 * @param firstMonth first month of partner files
 * @param lastMonth last month of partner files
 */
public record SampleSummary(
    String city,
    int people,
    int households,
    int partners,
    int files,
    long rows,
    YearMonth firstMonth,
    YearMonth lastMonth) {}
