package org.commonplace.jobs.indicators;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * What became of an earlier place.
 *
 * @param place its code
 * @param becomes code of the place that it became, or became part of
 * @param from first day of the new boundaries
 * @param share share of its people who live there, above 0 to 1
 */
record PlaceChange(String place, String becomes, LocalDate from, double share)
    implements Serializable {}
