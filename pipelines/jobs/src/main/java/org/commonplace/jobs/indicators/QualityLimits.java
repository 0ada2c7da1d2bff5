package org.commonplace.jobs.indicators;

import java.io.Serializable;
import org.commonplace.schemas.QualityRule;

/**
 * The part of a definition's quality rule that deliveries are held against.
 *
 * @param care shares below which a number is to be used with care
 * @param withhold shares below which it is withheld
 * @param denominatorMonths age of a population above which it is to be used with care
 */
record QualityLimits(QualityRule.Shares care, QualityRule.Shares withhold, int denominatorMonths)
    implements Serializable {

  static QualityLimits of(QualityRule rule) {
    return new QualityLimits(rule.care(), rule.withhold(), rule.denominatorMonths());
  }
}
