package org.commonplace.jobs.release;

import java.time.LocalDate;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimate;
import org.commonplace.methods.interval.Span;
import org.commonplace.methods.interval.Wilson;
import org.commonplace.schemas.IndicatorDefinition;

/** Published cells. */
final class PublishedRows {
  private static final LocalDate MAY = LocalDate.of(2026, 5, 1);

  private PublishedRows() {}

  /** A share in May 2026 with its Wilson limits. */
  static PublishedRow share(
      IndicatorDefinition definition,
      String place,
      String groupBy,
      String group,
      long counted,
      long people) {
    Estimate.Value wilson =
        (Estimate.Value)
            Wilson.proportions(Counts.exact(counted), Counts.exact(people), definition.multiplier())
                .at(0);
    return cell(
        definition.id(),
        place,
        "month",
        MAY,
        groupBy,
        group,
        (double) counted,
        (double) people,
        wilson,
        "reported");
  }

  /** A cell of May 2026 that is hidden. */
  static PublishedRow hidden(String indicator, String place, String groupBy, String group) {
    return cell(
        indicator,
        place,
        "month",
        MAY,
        groupBy,
        group,
        null,
        null,
        new Estimate.Value(Span.NONE, Span.NONE, Span.NONE),
        "suppressed");
  }

  /** The count of a week; hidden when it is null. */
  static PublishedRow week(String indicator, LocalDate monday, Double count, String state) {
    Span counted = count == null ? Span.NONE : new Span(count, count);
    return cell(
        indicator,
        "C",
        "week",
        monday,
        "",
        "",
        count,
        null,
        new Estimate.Value(counted, Span.NONE, Span.NONE),
        count == null ? "suppressed" : state);
  }

  /** The count of a day; hidden when it is null. */
  static PublishedRow day(String indicator, LocalDate date, Double count, String state) {
    Span counted = count == null ? Span.NONE : new Span(count, count);
    return cell(
        indicator,
        "C",
        "day",
        date,
        "",
        "",
        count,
        null,
        new Estimate.Value(counted, Span.NONE, Span.NONE),
        count == null ? "suppressed" : state);
  }

  /** The same cell, with new boundaries from its period on. */
  static PublishedRow redrawn(PublishedRow row) {
    return new PublishedRow(
        row.indicator(),
        row.place(),
        row.level(),
        row.frequency(),
        row.periodStart(),
        row.periodEnd(),
        row.groupBy(),
        row.groupValue(),
        row.numeratorLow(),
        row.numeratorHigh(),
        row.denominatorLow(),
        row.denominatorHigh(),
        row.denominatorDate(),
        true,
        row.value(),
        row.valueLow(),
        row.valueHigh(),
        row.lower95(),
        row.upper95(),
        row.lower998(),
        row.upper998(),
        row.state(),
        row.parent(),
        row.parentValue(),
        row.comparison95(),
        row.comparison998(),
        row.spcMean(),
        row.spcLower(),
        row.spcUpper(),
        row.spcPoint(),
        row.spcAssurance(),
        row.quality());
  }

  private static PublishedRow cell(
      String indicator,
      String place,
      String frequency,
      LocalDate start,
      String groupBy,
      String group,
      Double counted,
      Double people,
      Estimate.Value estimate,
      String state) {
    return new PublishedRow(
        indicator,
        place,
        "city",
        frequency,
        start,
        switch (frequency) {
          case "day" -> start;
          case "week" -> start.plusDays(6);
          default -> start.plusMonths(1).minusDays(1);
        },
        groupBy,
        group,
        counted,
        counted,
        people,
        people,
        null,
        false,
        number(estimate.value().low()),
        number(estimate.value().low()),
        number(estimate.value().high()),
        number(estimate.limits95().low()),
        number(estimate.limits95().high()),
        number(estimate.limits998().low()),
        number(estimate.limits998().high()),
        state,
        null,
        null,
        "not_compared",
        "not_compared",
        null,
        null,
        null,
        null,
        null,
        new DataQuality(null, null, null, null, null, null));
  }

  private static Double number(double value) {
    return Double.isNaN(value) ? null : Double.valueOf(value);
  }
}
