package org.commonplace.jobs.homelessness;

import java.util.OptionalLong;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.methods.flow.FunctionalZero;

/**
 * The rules of a by-name list that a place may set for itself.
 *
 * @param reliabilityPercent the most that people expected and people there may differ, in per cent
 *     of those there, 0 or more
 * @param reliabilityMonths months in a row for which that has to hold, 1 or more
 * @param housingRateMonths months over which the number housed in a month is averaged, 1 or more
 * @param pointInTimeCount people of the last point-in-time count; the list's own number on the last
 *     day of January when empty
 * @param returnIgnoredDays days after moving into a home in which what begins is no return, 0 or
 *     more
 * @see <a href="https://community.solutions/functional-zero">Functional zero</a>
 */
public record ByNameRules(
    double reliabilityPercent,
    int reliabilityMonths,
    int housingRateMonths,
    OptionalLong pointInTimeCount,
    int returnIgnoredDays) {
  /** Built for Zero's own. */
  public static final ByNameRules USUAL =
      new ByNameRules(15, 3, FunctionalZero.HOUSING_RATE_MONTHS, OptionalLong.empty(), 14);

  /**
   * Checks the ranges.
   *
   * @throws StageFailure (bad definition) when a number is out of its range
   */
  public ByNameRules {
    if (!(reliabilityPercent >= 0)
        || reliabilityMonths < 1
        || housingRateMonths < 1
        || pointInTimeCount.orElse(0) < 0
        || returnIgnoredDays < 0) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          "a rule of the by-name list is out of its range: per cents, counts and days are 0 or"
              + " more, months 1 or more");
    }
  }
}
