package org.commonplace.jobs.sample;

/**
 * A range of whole years of age.
 *
 * @param name as published
 * @param from youngest age in it
 * @param to oldest age in it
 */
record AgeBand(String name, int from, int to) {
  static final int OLDEST = 120;

  static AgeBand of(int from, int to) {
    return new AgeBand(to == OLDEST ? from + "+" : from + "-" + to, from, to);
  }

  boolean contains(int age) {
    return age >= from && age <= to;
  }
}
