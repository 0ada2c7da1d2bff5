package org.commonplace.jobs.release;

import java.time.LocalDate;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.methods.interval.Wilson;
import org.commonplace.schemas.IndicatorDefinition;

/** Published cells of May 2026. */
final class PublishedRows {
  private static final LocalDate FIRST = LocalDate.of(2026, 5, 1);
  private static final LocalDate LAST = LocalDate.of(2026, 5, 31);
  private static final DataQuality NOT_JUDGED = new DataQuality(null, null, null, null, null, null);

  private PublishedRows() {}

  /** A share with its Wilson limits. */
  static PublishedRow share(
      IndicatorDefinition definition,
      String place,
      String groupBy,
      String group,
      long counted,
      long people) {
    Estimates wilson =
        Wilson.proportions(Counts.exact(counted), Counts.exact(people), definition.multiplier());
    return new PublishedRow(
        definition.id(),
        place,
        "city",
        "month",
        FIRST,
        LAST,
        groupBy,
        group,
        (double) counted,
        (double) counted,
        (double) people,
        (double) people,
        null,
        false,
        wilson.valueLow(0),
        wilson.valueLow(0),
        wilson.valueHigh(0),
        wilson.lower95(0),
        wilson.upper95(0),
        wilson.lower998(0),
        wilson.upper998(0),
        "reported",
        null,
        null,
        "not_compared",
        "not_compared",
        null,
        null,
        null,
        null,
        null,
        NOT_JUDGED);
  }

  /** A cell that is hidden. */
  static PublishedRow hidden(String indicator, String place, String groupBy, String group) {
    return new PublishedRow(
        indicator,
        place,
        "city",
        "month",
        FIRST,
        LAST,
        groupBy,
        group,
        null,
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "suppressed",
        null,
        null,
        "not_compared",
        "not_compared",
        null,
        null,
        null,
        null,
        null,
        NOT_JUDGED);
  }
}
