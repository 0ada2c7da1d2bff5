package org.commonplace.jobs.sample;

import java.util.List;

/**
 * People who live together.
 *
 * @param index position among all households, from 0
 * @param strain how much trouble this household meets, around 1
 * @param residents eldest generation first; never empty
 */
record Household(int index, double strain, List<Resident> residents) {
  Household {
    residents = List.copyOf(residents);
  }
}
