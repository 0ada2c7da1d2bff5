package org.commonplace.jobs.indicators;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.commonplace.schemas.QualityRule;

/**
 * What the data behind a number allows to be said of it. Shares are in percent and NaN when there
 * is nothing that they could be of.
 *
 * @param verdict what follows by the definition's rule
 * @param completeness of the deliveries due, or of the published parts, those that came
 * @param timeliness of the deliveries with an agreed day, those that came by it
 * @param acceptance of the records received, those accepted
 * @param denominatorMonths age of the population at the end of the period, negative when it was
 *     counted later; NaN when the denominator is none
 * @param reasons what fell short, for the verdict; empty when nothing did
 */
record NumberQuality(
    Verdict verdict,
    double completeness,
    double timeliness,
    double acceptance,
    double denominatorMonths,
    List<String> reasons) {

  /** From best to worst. */
  enum Verdict {
    GOOD,
    CARE,
    WITHHELD
  }

  /**
   * Judges a number.
   *
   * @param limits the definition's rule
   * @param evidence the deliveries behind it
   * @param parts published parts that it is the sum of and that have a value; 0 when it is none
   * @param missingParts published parts that have none
   * @param denominator date of its population; null when there is none
   * @param end last day of its period
   */
  static NumberQuality of(
      QualityLimits limits,
      Evidence evidence,
      long parts,
      long missingParts,
      LocalDate denominator,
      LocalDate end) {
    double completeness =
        missingParts > 0
            ? share(parts, parts + missingParts)
            : share(evidence.received(), evidence.expected());
    double timeliness = share(evidence.onTime(), evidence.dated());
    double acceptance = share(evidence.rowsAccepted(), evidence.rowsReceived());
    double months = denominator == null ? Double.NaN : ChronoUnit.MONTHS.between(denominator, end);
    List<String> reasons = new ArrayList<>();
    QualityRule.Shares withhold = limits.withhold();
    check(reasons, completeness, withhold.completeness(), "of what was due came");
    check(reasons, timeliness, withhold.timeliness(), "came by the agreed day");
    check(reasons, acceptance, withhold.acceptance(), "of the records were accepted");
    Verdict verdict = Verdict.WITHHELD;
    if (reasons.isEmpty()) {
      QualityRule.Shares care = limits.care();
      check(reasons, completeness, care.completeness(), "of what was due came");
      check(reasons, timeliness, care.timeliness(), "came by the agreed day");
      check(reasons, acceptance, care.acceptance(), "of the records were accepted");
      if (months > limits.denominatorMonths()) {
        reasons.add("the population is more than " + limits.denominatorMonths() + " months old");
      }
      verdict = reasons.isEmpty() ? Verdict.GOOD : Verdict.CARE;
    }
    return new NumberQuality(
        verdict, completeness, timeliness, acceptance, months, List.copyOf(reasons));
  }

  private static void check(List<String> reasons, double share, int least, String of) {
    if (share < least) {
      reasons.add("less than " + least + "% " + of);
    }
  }

  private static double share(long part, long whole) {
    return whole == 0 ? Double.NaN : 100.0 * part / whole;
  }
}
