package org.commonplace.jobs.release;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A place as the release shows it.
 *
 * @param code its code
 * @param slug its name in addresses, unique in the release
 * @param name as residents know it
 * @param alternativeNames what else one may search for
 * @param level id of its level
 * @param parent code of the place it lies in, null for a root
 * @param depth steps to the root above it; 0 for a root
 * @param population people of all ages, null when unknown
 * @param deprivationQuintile 1 is the most deprived fifth; null when unknown
 * @param validFrom first day of the code, null when unknown
 * @param validTo last day of the code, null while in use
 */
record Place(
    String code,
    String slug,
    String name,
    List<String> alternativeNames,
    String level,
    String parent,
    int depth,
    BigDecimal population,
    Integer deprivationQuintile,
    LocalDate validFrom,
    LocalDate validTo) {}
