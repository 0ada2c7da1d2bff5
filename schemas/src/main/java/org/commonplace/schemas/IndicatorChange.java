package org.commonplace.schemas;

/**
 * A change of a definition that readers have to know of.
 *
 * @param version the version that brought it
 * @param date the day it took effect, {@code yyyy-mm-dd}
 * @param text what changed and why
 */
public record IndicatorChange(String version, String date, String text) {}
