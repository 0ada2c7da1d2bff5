package org.commonplace.jobs.indicators;

import java.io.Serializable;
import java.util.List;
import java.util.SortedSet;
import org.commonplace.schemas.IndicatorMethod;
import org.commonplace.schemas.Inequality;
import org.commonplace.schemas.Polarity;

/**
 * A compiled indicator.
 *
 * @param number its position among the indicators of the run
 * @param id its id
 * @param version version of its definition
 * @param units how rows become units
 * @param numerator what a unit adds to the numerator
 * @param denominator what a unit adds to the denominator; null when there is none
 * @param ofOther the denominator when it is counted in another dataset, as a plan with the same
 *     number whose numerator is counted elsewhere; null when it is not
 * @param inequality whose groups are compared; null when the value is no inequality
 * @param repeatsOf column that says whose events may repeat; empty when none do
 * @param population whether the denominator is a population
 * @param populationWhere which rows of the population; empty for all
 * @param populationColumns columns that {@code populationWhere} reads
 * @param yearsBack years before the period that the population is taken
 * @param method statistical method
 * @param multiplier what numerator over denominator is multiplied by
 * @param polarity which direction is good
 * @param target value to reach; NaN when there is none
 * @param quality what data has to be behind a value
 * @param levels place levels published; all when empty
 * @param lookBackMonths months of history a value needs before its window
 * @param lookAheadDays days after its window that a value needs
 */
record IndicatorPlan(
    int number,
    String id,
    String version,
    UnitPlan units,
    CountSql numerator,
    CountSql denominator,
    IndicatorPlan ofOther,
    Inequality inequality,
    String repeatsOf,
    boolean population,
    String populationWhere,
    SortedSet<String> populationColumns,
    int yearsBack,
    IndicatorMethod method,
    int multiplier,
    Polarity polarity,
    double target,
    QualityLimits quality,
    List<String> levels,
    int lookBackMonths,
    int lookAheadDays)
    implements Serializable {

  /** This, and the plan of the other dataset when there is one. */
  List<IndicatorPlan> parts() {
    return ofOther == null ? List.of(this) : List.of(this, ofOther);
  }

  /** The same with a count of other rows as the denominator. */
  IndicatorPlan over(IndicatorPlan counted) {
    return with(id, numerator, denominator, counted.asDenominator());
  }

  private IndicatorPlan asDenominator() {
    return with(id + " denominator", CountSql.ELSEWHERE, numerator, null);
  }

  private IndicatorPlan with(
      String newId, CountSql newNumerator, CountSql newDenominator, IndicatorPlan newOfOther) {
    return new IndicatorPlan(
        number,
        newId,
        version,
        units,
        newNumerator,
        newDenominator,
        newOfOther,
        inequality,
        repeatsOf,
        population,
        populationWhere,
        populationColumns,
        yearsBack,
        method,
        multiplier,
        polarity,
        target,
        quality,
        levels,
        lookBackMonths,
        lookAheadDays);
  }

  boolean ofLedger() {
    return units.dataset().equals(org.commonplace.schemas.IndicatorDefinition.LEDGER);
  }

  /** Whether a place without any event has the value 0 rather than none. */
  boolean zeroIsAValue() {
    return !units.isObservation()
        && !ofLedger()
        && (population || method == IndicatorMethod.COUNT || zeroOfBothIsAValue());
  }

  /** Whether nobody in numerator and denominator is a value too. */
  boolean zeroOfBothIsAValue() {
    return method == IndicatorMethod.DIFFERENCE || method.isFunctionalZero();
  }

  /** Whether values are made of the counts of each age band. */
  boolean isStandardised() {
    return method.isStandardised();
  }

  /**
   * Whether the numerator counts events of a unit that may have several, which are then not
   * independent of each other.
   */
  boolean countsRepeats() {
    return method == IndicatorMethod.BYAR_REPEATED || !repeatsOf.isEmpty();
  }
}
