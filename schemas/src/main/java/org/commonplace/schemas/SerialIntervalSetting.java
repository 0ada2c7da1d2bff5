package org.commonplace.schemas;

/**
 * The time from the onset of a case to that of those whom it infects.
 *
 * @param mean in days, above 1
 * @param sd its standard deviation in days, above 0
 * @param source where both are from, as one cites it
 */
public record SerialIntervalSetting(double mean, double sd, String source) {}
