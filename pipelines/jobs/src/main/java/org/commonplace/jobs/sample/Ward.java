package org.commonplace.jobs.sample;

import java.util.List;

/**
 * A ward.
 *
 * @param index position among the wards, from 0
 * @param code canonical code, as {@code MRB-03}
 * @param name invented name
 * @param areas its areas, ordered by code
 */
record Ward(int index, String code, String name, List<Area> areas) {
  Ward {
    areas = List.copyOf(areas);
  }
}
