package org.commonplace.jobs.sample;

/**
 * A small area.
 *
 * @param index position among the areas, from 0
 * @param code canonical code, as {@code MRB-03-07}
 * @param name invented name
 * @param ward index of its ward, from 0
 * @param number number within the ward, from 1
 * @param quintile deprivation quintile, 1 = most deprived
 * @param cell its cell on the map
 */
record Area(int index, String code, String name, int ward, int number, int quintile, Cell cell) {}
