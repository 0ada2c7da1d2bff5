package org.commonplace.methods.trend;

/** What the points of a series stand for; only independent years can be tested for a trend. */
public enum PeriodKind {
  /** One year each, none counted twice. */
  INDEPENDENT_YEARS,
  /** Several years each that share some, as three years rolling. */
  OVERLAPPING_YEARS,
  /** Days, weeks, months or quarters: see the control charts. */
  SHORTER_THAN_A_YEAR
}
