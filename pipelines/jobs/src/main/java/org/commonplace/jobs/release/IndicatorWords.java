package org.commonplace.jobs.release;

import org.commonplace.schemas.GroupBy;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorMethod;
import org.commonplace.schemas.IndicatorUnit;
import org.commonplace.schemas.SuppressionRule;
import org.commonplace.schemas.Theme;

/** Parts of an indicator's definition in words for readers. */
final class IndicatorWords {
  private IndicatorWords() {}

  /** Follows a number: "%" or "per 10,000". */
  static String unit(IndicatorUnit unit) {
    return switch (unit) {
      case PERCENT -> "%";
      case PER_1000 -> "per 1,000";
      case PER_10000 -> "per 10,000";
      case PER_100000 -> "per 100,000";
      case COUNT -> "counted";
      case DAYS -> "days";
      case RATIO -> "to one";
    };
  }

  static String method(IndicatorMethod method) {
    return switch (method) {
      case WILSON ->
          "A proportion. The intervals are Wilson score intervals (Wilson 1927), at 95% and 99.8%.";
      case BYAR ->
          "A rate. The intervals are exact Poisson intervals below ten events, and Byar's"
              + " approximation from ten on, at 95% and 99.8%.";
      case BYAR_REPEATED ->
          "A rate of events that one person may have several times. The intervals are exact Poisson"
              + " intervals below ten events, and Byar's approximation from ten on, at 95% and"
              + " 99.8%, widened by how often the same person counts again.";
      case DSR ->
          "A rate standardised directly by age to the European Standard Population of 2013. The"
              + " intervals are Dobson's, at 95% and 99.8%, widened by how often the same person"
              + " counts again. Below ten events there is no value.";
      case ISR ->
          "Events over those expected if people of each age had the rate of the whole place in the"
              + " same period, so that 1 is as expected; those rates are the numerators over the"
              + " denominators of the whole place by age in the download. The intervals are exact Poisson intervals"
              + " below ten events, and Byar's approximation from ten on, at 95% and 99.8%.";
      case COUNT -> "A count, as it is. It has no interval.";
      case RATIO -> "One sum divided by another. It has no interval.";
      case RATIO_OF_COUNTS ->
          "One count over the count of something else. The intervals are score intervals of the"
              + " ratio of two Poisson counts (Price and Bonett 2000), at 95% and 99.8%.";
      case DIFFERENCE -> "One count less another. It has no interval.";
      case SLOPE_INDEX ->
          "The slope index of inequality: how much the line through the fifths of deprivation rises"
              + " from one end to the other, weighted by their people (Low and Low 2004). More is"
              + " worse for the most deprived. Intervals at 95% and 99.8%.";
      case RELATIVE_INDEX ->
          "The relative index of inequality: one end of the line through the fifths of deprivation"
              + " over the other (Low and Low 2004). Above 1 is worse for the most deprived."
              + " Intervals at 95% and 99.8%.";
      case GROUP_GAP ->
          "The difference between the most and the least deprived fifth. More is worse for the"
              + " most deprived. Intervals at 95% and 99.8%.";
      case CONCENTRATION_INDEX ->
          "The relative concentration index over the fifths of deprivation, from -1 to 1. More is"
              + " worse for the most deprived. Intervals at 95% and 99.8%.";
      case FUNCTIONAL_ZERO_ALLOWANCE ->
          "Months in a row without more people than are functionally none: three, or 0.1% of those"
              + " counted in the last January. 0 is not reached. It has no interval.";
      case FUNCTIONAL_ZERO_RATE ->
          "Months in a row with fewer people than are housed in a month, on average over six"
              + " months. 0 is not reached. It has no interval.";
      case DEVIATION ->
          "How far one count is from another, in either direction, as a share of the other. It has"
              + " no interval.";
    };
  }

  static String formula(IndicatorDefinition definition) {
    String numerator = Words.inside(withoutStop(definition.numeratorText()));
    if (definition.method() == IndicatorMethod.COUNT || definition.denominatorText().isBlank()) {
      return numerator;
    }
    if (definition.inequality().isPresent()) {
      return "inequality between fifths of deprivation of ("
          + numerator
          + ") / ("
          + Words.inside(denominator(definition))
          + ")";
    }
    if (definition.method().isFunctionalZero()) {
      return "months in a row in which ("
          + numerator
          + ") is functionally none beside ("
          + Words.inside(denominator(definition))
          + ")";
    }
    if (definition.method() == IndicatorMethod.ISR) {
      return "("
          + numerator
          + ") / (those expected by age of: "
          + Words.inside(denominator(definition))
          + ")";
    }
    if (definition.method() == IndicatorMethod.DIFFERENCE) {
      return "(" + numerator + ") - (" + Words.inside(denominator(definition)) + ")";
    }
    if (definition.method() == IndicatorMethod.DEVIATION) {
      String of = "(" + Words.inside(denominator(definition)) + ")";
      return "100 × |(" + numerator + ") - " + of + "| / " + of;
    }
    String share = "(" + numerator + ") / (" + Words.inside(denominator(definition)) + ")";
    return definition.multiplier() == 1
        ? share
        : Words.whole(definition.multiplier()) + " × " + share;
  }

  static String denominator(IndicatorDefinition definition) {
    return withoutStop(definition.denominatorText());
  }

  private static String withoutStop(String text) {
    String stripped = text.strip();
    return stripped.endsWith(".") ? stripped.substring(0, stripped.length() - 1) : stripped;
  }

  static String window(IndicatorDefinition definition) {
    return switch (definition.window()) {
      case PERIOD -> "the " + definition.frequency().code() + " itself";
      case ACADEMIC_YEAR_TO_DATE -> "school year to date, from 1 September";
      case FINANCIAL_YEAR_TO_DATE -> "financial year to date, from 1 April";
      case OPEN_IN_PERIOD ->
          "the last day of the "
              + frequency(definition)
              + ", the day before its first, and who came or left in between";
      case ROLLING_12_MONTHS -> "the twelve months that end with the " + frequency(definition);
      case AS_AT_END -> "as at the last day of the " + frequency(definition);
    };
  }

  private static String frequency(IndicatorDefinition definition) {
    return definition.frequency().code();
  }

  static String suppression(SuppressionRule rule) {
    if (rule instanceof SuppressionRule.None none) {
      return Words.sentence("Nothing is hidden: " + Words.inside(none.reason()));
    }
    SuppressionRule.Below below = (SuppressionRule.Below) rule;
    return "Counts from 1 to "
        + (below.threshold() - 1)
        + (below.complement() == SuppressionRule.Complement.PROTECTED
            ? ", and the same number of others in the denominator,"
            : "")
        + " are hidden to protect people, with everything from which they could be worked out. A"
        + " breakdown on a level of places where most counts are small is hidden whole.";
  }

  static String theme(Theme theme) {
    return switch (theme) {
      case EDUCATION -> "Education";
      case SOCIAL_CARE -> "Social care";
      case HOUSING -> "Housing";
      case POLICE -> "Police and safety";
      case HEALTH -> "Health";
      case PUBLIC_HEALTH -> "Public health";
      case SUPPLIES -> "Supplies";
      case INFECTION -> "Infections";
      case DATA_QUALITY -> "Data quality";
    };
  }

  /** A group in the middle of a sentence. */
  static String groupInside(GroupBy groupBy, String value) {
    boolean properName =
        groupBy == GroupBy.ETHNICITY && !value.equals("mixed") && !value.equals("other");
    return properName ? group(groupBy, value) : Words.inside(group(groupBy, value));
  }

  /** A group for readers. */
  static String group(GroupBy groupBy, String value) {
    if (value.equals("unknown")) {
      return "Not known";
    }
    return switch (groupBy) {
      case SEX ->
          switch (value) {
            case "F" -> "Girls and women";
            case "M" -> "Boys and men";
            case "X" -> "Another sex";
            default -> value;
          };
      case AGE_BAND ->
          value.equals("other")
              ? "Other ages"
              : value.endsWith("+")
                  ? "Aged " + value.substring(0, value.length() - 1) + " and over"
                  : "Aged " + value.replace("-", " to ");
      case ETHNICITY ->
          value.isEmpty()
              ? value
              : value.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + value.substring(1);
      case DEPRIVATION_QUINTILE ->
          switch (value) {
            case "1" -> "Most deprived fifth";
            case "2" -> "Second most deprived fifth";
            case "3" -> "Middle fifth";
            case "4" -> "Second least deprived fifth";
            case "5" -> "Least deprived fifth";
            default -> value;
          };
    };
  }

  static String breakdown(GroupBy groupBy) {
    return switch (groupBy) {
      case SEX -> "sex";
      case AGE_BAND -> "age";
      case ETHNICITY -> "ethnicity";
      case DEPRIVATION_QUINTILE -> "deprivation";
    };
  }
}
