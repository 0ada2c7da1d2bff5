package org.commonplace.jobs.release;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorMethod;
import org.commonplace.schemas.Inequality;
import org.commonplace.schemas.Polarity;
import org.commonplace.schemas.SuppressionRule;

/**
 * What a worker must know of an indicator to release it.
 *
 * @param id its id
 * @param slug its name in addresses
 * @param name the field's name for it
 * @param unit its unit's name in files
 * @param decimals digits after the point that pages show
 * @param polarity which direction is good
 * @param target the value to reach; NaN when there is none
 * @param frequency length of a period
 * @param protection how small numbers are treated
 * @param largestHidden the largest count that is hidden; 0 when nothing is
 * @param counted what the numerator counts
 * @param countedOf what the denominator counts; null when it is no count of the lake's rows
 * @param isStandardised whether its value is made of the counts of each age
 * @param inequalityOf id of the indicator whose fifths its value compares; null when it does not
 */
record ReleasedIndicator(
    String id,
    String slug,
    String name,
    String unit,
    int decimals,
    Polarity polarity,
    double target,
    String frequency,
    Protection protection,
    int largestHidden,
    Quantity counted,
    Quantity countedOf,
    boolean isStandardised,
    String inequalityOf)
    implements Serializable {

  /** What of a cell is protected. */
  enum Protection {
    /** Already public: nothing is hidden. */
    NONE,
    /** The counts that are printed. */
    COUNTS,
    /** These, and those of the denominator who are not in the numerator. */
    COUNTS_AND_OTHERS
  }

  static ReleasedIndicator of(IndicatorDefinition definition) {
    Protection protection = Protection.NONE;
    int largestHidden = 0;
    if (definition.suppression() instanceof SuppressionRule.Below below && below.threshold() > 1) {
      largestHidden = below.threshold() - 1;
      protection =
          definition.method() == IndicatorMethod.WILSON
                  && below.complement() == SuppressionRule.Complement.PROTECTED
              ? Protection.COUNTS_AND_OTHERS
              : Protection.COUNTS;
    }
    return new ReleasedIndicator(
        definition.id(),
        definition.slug(),
        definition.name(),
        definition.unit().code(),
        definition.decimals(),
        definition.polarity(),
        definition.target().orElse(Double.NaN),
        definition.frequency().code(),
        protection,
        largestHidden,
        Quantity.numerator(definition),
        Quantity.denominator(definition).orElse(null),
        definition.method().isStandardised(),
        definition.inequality().map(Inequality::of).orElse(null));
  }

  boolean isProtected() {
    return protection != Protection.NONE;
  }

  List<Quantity> quantities() {
    List<Quantity> quantities = new ArrayList<>(List.of(counted));
    Optional.ofNullable(countedOf).ifPresent(quantities::add);
    return quantities;
  }
}
