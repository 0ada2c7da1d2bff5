package org.commonplace.methods.inequality;

import static org.commonplace.methods.interval.Columns.requireMultiplier;
import static org.commonplace.methods.interval.Columns.requireSameSize;

import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimates;

/**
 * What records without a group could do to the gap between two groups of proportions: the smallest
 * and the largest gap that any assignment of them to groups would give (the worst-case bounds of
 * Horowitz and Manski 2000).
 *
 * <p>The gap is largest when all unknown people with the event are of the advantaged group and all
 * others without it of the disadvantaged one, and smallest the other way round. If both ends have
 * one sign, the missing information cannot turn the finding. The ends are no confidence limits.
 */
public final class UnknownGroup {
  private UnknownGroup() {}

  /**
   * The ends of the difference of proportions, advantaged minus disadvantaged, a row for each
   * place. All counts exact, events not above people; a place without, or with nobody in one of the
   * groups, has no value.
   *
   * @param advantaged events and people of the advantaged group
   * @param disadvantaged events and people of the disadvantaged group
   * @param unknown events and people whose group is not known
   * @param multiplier applied to the ends, as 100 for percentage points
   * @return values whose ends are the smallest and the largest gap, without limits
   * @throws IllegalArgumentException if the columns differ in length or the multiplier is not
   *     positive
   */
  public static Estimates differences(
      Part advantaged, Part disadvantaged, Part unknown, double multiplier) {
    requireMultiplier(multiplier);
    int size = advantaged.people().size();
    requireSameSize(size, disadvantaged.people().size());
    requireSameSize(size, unknown.people().size());
    Estimates.Builder out = new Estimates.Builder(size);
    for (int i = 0; i < size; i++) {
      Absence reason = firstOf(advantaged.absence(i), disadvantaged.absence(i), unknown.absence(i));
      if (reason == null
          && (advantaged.people().low(i) == 0 || disadvantaged.people().low(i) == 0)) {
        reason = Absence.NOT_APPLICABLE;
      }
      if (reason != null) {
        out.absent(i, reason);
        continue;
      }
      double with = unknown.events().low(i);
      double without = (double) unknown.people().low(i) - with;
      double high = advantaged.shareWith(i, with, 0) - disadvantaged.shareWith(i, 0, without);
      double low = advantaged.shareWith(i, 0, without) - disadvantaged.shareWith(i, with, 0);
      out.value(i, low * multiplier, high * multiplier);
    }
    return out.build();
  }

  private static Absence firstOf(Absence first, Absence second, Absence third) {
    return first != null ? first : second != null ? second : third;
  }

  /**
   * One part of each place's people.
   *
   * @param events people with the event
   * @param people all people of the part
   */
  public record Part(Counts events, Counts people) {
    public Part {
      requireSameSize(events.size(), people.size());
    }

    private double shareWith(int row, double moreWith, double moreWithout) {
      return (events.low(row) + moreWith) / (people.low(row) + moreWith + moreWithout);
    }

    private Absence absence(int row) {
      if (events.isMissing(row) || people.isMissing(row)) {
        return Absence.MISSING;
      }
      if (events.isInvalid(row) || people.isInvalid(row)) {
        return Absence.FAILED_VALIDATION;
      }
      if (events.low(row) != events.high(row) || people.low(row) != people.high(row)) {
        return Absence.TOO_FEW;
      }
      return events.low(row) > people.low(row) ? Absence.EXCEEDS_DENOMINATOR : null;
    }
  }
}
