package org.commonplace.jobs.indicators;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * A place.
 *
 * @param code its code
 * @param level its level
 * @param parent code of its parent; empty for a root
 * @param quintile deprivation quintile, 1 most deprived; 0 when not known
 * @param from first day it is valid; null when not known
 */
record PlaceRow(String code, String level, String parent, int quintile, LocalDate from)
    implements Serializable {}
