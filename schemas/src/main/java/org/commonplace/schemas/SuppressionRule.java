package org.commonplace.schemas;

/** What small number suppression does with an indicator. */
public sealed interface SuppressionRule {

  /**
   * Counts from 1 to below the threshold are hidden.
   *
   * @param threshold the smallest count that may be shown
   * @param complement whether denominator less numerator is held to the same rule
   */
  record Below(int threshold, Complement complement) implements SuppressionRule {}

  /**
   * Nothing is hidden.
   *
   * @param reason why not, for the methods page
   */
  record None(String reason) implements SuppressionRule {}

  /** Whether those who do not count are protected like those who do. */
  enum Complement {
    PROTECTED,
    SHOWN
  }
}
