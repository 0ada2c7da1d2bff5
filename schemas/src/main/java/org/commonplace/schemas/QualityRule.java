package org.commonplace.schemas;

import java.io.Serializable;
import java.util.Optional;

/**
 * When a number is good, when it is to be used with care and when it is withheld, judged by the
 * data behind it and never by what it says.
 *
 * @param care shares below which it is to be used with care
 * @param withhold shares below which it is withheld
 * @param denominatorMonths age of the population that is its denominator, in months at the end of
 *     the period, above which it is to be used with care
 * @param flow id of the indicator that says how far the flow of people adds up; while that misses
 *     its target in any of three periods the number is to be used with care
 */
public record QualityRule(
    Shares care, Shares withhold, int denominatorMonths, Optional<String> flow) {

  /**
   * The rule of a definition that states none: every file has to be there and 95 % of the records
   * accepted, and with less than half of either there is no number. Residents are counted yearly
   * and published a year or two later, so that three years are too old.
   */
  public static final QualityRule DEFAULT =
      new QualityRule(new Shares(100, 0, 95), new Shares(50, 0, 50), 36, Optional.empty());

  /**
   * Least shares, each in percent from 0 (not asked for) to 100.
   *
   * @param completeness of the deliveries that the value needs, those that came
   * @param timeliness of the deliveries with an agreed day, those that came by it
   * @param acceptance of the records received, those accepted
   */
  public record Shares(int completeness, int timeliness, int acceptance) implements Serializable {}
}
