package org.commonplace.jobs.indicators;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.commonplace.jobs.indicators.Periods.Period;
import org.commonplace.jobs.indicators.Periods.Status;
import org.commonplace.methods.interval.Absence;
import org.commonplace.schemas.GroupBy;
import org.commonplace.schemas.IndicatorMethod;
import org.commonplace.schemas.IndicatorWindow;
import org.commonplace.schemas.Inequality;

/**
 * The rows of one place for one indicator: which periods and groups it has, their counts, and the
 * state of those without a value. A missing value never becomes zero; a zero is one only where
 * deliveries show that nothing happened.
 */
final class PlaceSeries {
  private final IndicatorPlan plan;
  private final String place;
  private final String root;
  private final Senders senders;
  private final SortedMap<SeriesKey, NavigableMap<LocalDate, Sums>> cells;
  private final SortedMap<SeriesKey, NavigableMap<LocalDate, Double>> residents;
  private final LocalDate begins;
  private final LocalDate end;
  private final Map<Period, Evidence> evidence = new HashMap<>();

  PlaceSeries(
      IndicatorPlan plan,
      String place,
      String root,
      Senders senders,
      SortedMap<SeriesKey, NavigableMap<LocalDate, Sums>> cells,
      SortedMap<SeriesKey, NavigableMap<LocalDate, Double>> residents,
      LocalDate begins,
      LocalDate end) {
    this.plan = plan;
    this.place = place;
    this.root = root;
    this.senders = senders;
    this.cells = cells;
    this.residents = residents;
    this.begins = begins;
    this.end = end;
  }

  void addTo(List<ValueRow> rows) {
    SeriesKey total = new SeriesKey(place, "", "");
    List<Period> periods = periods(total);
    if (periods.isEmpty() || (!plan.zeroIsAValue() && !cells.containsKey(total))) {
      return;
    }
    if (plan.inequality() != null && !cells.keySet().containsAll(fifths())) {
      return;
    }
    List<Status> statuses = new ArrayList<>();
    for (Period period : periods) {
      statuses.add(status(period));
    }
    for (SeriesKey key : keys(total)) {
      NavigableMap<LocalDate, Sums> sums = cells.getOrDefault(key, new TreeMap<>());
      for (int i = 0; i < periods.size(); i++) {
        Sums found = sums.get(periods.get(i).start());
        if (key.isTotal() || found != null || fillsGroup(key)) {
          rows.add(row(key, periods.get(i), statuses.get(i), found));
        }
      }
    }
  }

  private Status status(Period period) {
    Status status = new Status(Status.State.COMPLETE, "");
    if (plan.ofLedger()) {
      return status;
    }
    for (IndicatorPlan part : plan.parts()) {
      IndicatorWindow window = part.units().window();
      Period own = Period.of(part.units().frequency(), window, period.start());
      status =
          status.and(
              Periods.status(
                  own, window, part.lookBackMonths(), part.lookAheadDays(), senders.of(part)));
    }
    return status;
  }

  private List<Period> periods(SeriesKey total) {
    UnitPlan units = plan.units();
    if (!units.isObservation() && !plan.ofLedger()) {
      return Periods.delivered(units.frequency(), units.window(), senders.of(plan), end);
    }
    NavigableMap<LocalDate, Sums> sums = cells.get(total);
    if (sums == null) {
      return List.of();
    }
    // A feed's series runs from its first to its last period; when a delivery that was due after
    // them did not come, to the month that it was due for.
    LocalDate last = units.frequency().endOf(sums.lastKey());
    for (Contributor each : senders.of(plan)) {
      LocalDate due = each.lastExpected().atEndOfMonth();
      if (each.lastExpected().isAfter(each.covered().last()) && due.isAfter(last)) {
        last = due;
      }
    }
    return Periods.between(
        units.frequency(), units.window(), sums.firstKey(), last.isBefore(end) ? last : end);
  }

  private SortedSet<SeriesKey> keys(SeriesKey total) {
    TreeSet<SeriesKey> keys = new TreeSet<>();
    if (plan.inequality() != null) {
      keys.add(total);
      return keys;
    }
    SeriesKey afterPlace = total.at(place + "\0");
    keys.addAll(cells.subMap(total, afterPlace).keySet());
    keys.addAll(residents.subMap(total, afterPlace).keySet());
    keys.add(total);
    return keys;
  }

  /** Whether residents of the group are known, so that no event among them is a zero. */
  private boolean fillsGroup(SeriesKey key) {
    return plan.zeroIsAValue()
        && residents.containsKey(key)
        && residents.get(key).values().stream().anyMatch(count -> count > 0);
  }

  private ValueRow row(SeriesKey key, Period period, Status status, Sums found) {
    ValueRow row = new ValueRow(key, period);
    if (status.state() == Status.State.NOTHING_SENT
        && (found == null || !plan.units().isObservation())) {
      row.state = "not_submitted";
      row.reason = status.reason();
      return row;
    }
    if (begins != null && period.start().isBefore(begins) && !plan.units().isObservation()) {
      row.state = "not_applicable";
      row.reason = "the place begins on " + begins;
      return row;
    }
    Sums sums = found == null && plan.zeroIsAValue() ? Sums.ZERO : found;
    if (sums != null && plan.ofOther() != null) {
      sums = sums.withZeros();
    }
    if (sums == null) {
      noCells(row, status);
      return row;
    }
    if (sums.hasNumerator() && !blocks(sums)) {
      row.numeratorLow = sums.numeratorLow();
      row.numeratorHigh = sums.numeratorHigh();
      row.numeratorSquares = sums.numeratorSquares();
    }
    denominator(row, key, period, sums);
    if (plan.isStandardised()) {
      row.strata = strata(key, period, row.denominatorDate);
    }
    if (plan.inequality() != null) {
      row.strata = Strata.of(plan, fifths(), period.start(), cells, residents, row.denominatorDate);
    }
    if (plan.method() == IndicatorMethod.ISR) {
      row.reference = strata(key.at(root), period, row.denominatorDate);
    }
    state(row, status, sums);
    judge(row, period, sums);
    return row;
  }

  /** From the most deprived to the least. */
  private List<SeriesKey> fifths() {
    return IntStream.rangeClosed(1, Inequality.FIFTHS)
        .mapToObj(
            fifth ->
                new SeriesKey(place, GroupBy.DEPRIVATION_QUINTILE.code(), Integer.toString(fifth)))
        .toList();
  }

  private Strata strata(SeriesKey key, Period period, LocalDate date) {
    return Strata.of(plan, key, period.start(), cells, residents, date);
  }

  /** Puts the verdict beside a number, and takes the number away when the rule says so. */
  private void judge(ValueRow row, Period period, Sums sums) {
    if (plan.ofLedger() || Double.isNaN(row.numeratorLow)) {
      return;
    }
    boolean published = plan.units().isObservation();
    NumberQuality quality =
        NumberQuality.of(
            plan.quality(),
            evidence.computeIfAbsent(
                period, each -> Evidence.of(each, plan.units().window(), senders.all())),
            published ? sums.parts() : 0,
            published ? sums.missing() : 0,
            row.denominatorDate,
            period.end());
    row.quality = quality;
    if (quality.verdict() == NumberQuality.Verdict.WITHHELD) {
      row.numeratorLow = Double.NaN;
      row.numeratorHigh = Double.NaN;
      row.numeratorSquares = Double.NaN;
      row.denominatorLow = Double.NaN;
      row.denominatorHigh = Double.NaN;
      row.state = "withheld";
      row.reason = String.join("; ", quality.reasons());
    }
  }

  private void noCells(ValueRow row, Status status) {
    if (plan.units().isObservation()) {
      row.state = "not_submitted";
      row.reason = "the feed has no row for the period";
    } else {
      row.state = "not_applicable";
      row.reason =
          status.reason().isEmpty() ? "nobody to count" : "nobody to count; " + status.reason();
    }
  }

  /** Whether parts that are missing leave no value: a published part that is hidden does. */
  private boolean blocks(Sums sums) {
    return plan.units().isObservation() && sums.missing() > 0 && !onlyNotSubmitted(sums);
  }

  private static boolean onlyNotSubmitted(Sums sums) {
    return sums.parts() > 0 && "not_submitted".equals(sums.note());
  }

  private void denominator(ValueRow row, SeriesKey key, Period period, Sums sums) {
    if (plan.population()) {
      NavigableMap<LocalDate, Double> dates = residents.get(key);
      if (dates != null) {
        var floor = dates.floorEntry(period.end().minusYears(plan.yearsBack()));
        var used = floor == null ? dates.firstEntry() : floor;
        row.denominatorDate = used.getKey();
        row.denominatorLow = used.getValue();
        row.denominatorHigh = row.denominatorLow;
      }
    } else if (plan.zeroOfBothIsAValue() && sums.equals(Sums.ZERO)) {
      row.denominatorLow = 0;
      row.denominatorHigh = 0;
    } else if (!blocks(sums)) {
      row.denominatorLow = sums.denominatorLow();
      row.denominatorHigh = sums.denominatorHigh();
    }
  }

  private void state(ValueRow row, Status status, Sums sums) {
    List<String> reasons = new ArrayList<>();
    row.state = "reported";
    switch (status.state()) {
      case BEFORE_DATA -> {
        row.state = Absence.TOO_FEW.code();
        row.reason = status.reason();
        return;
      }
      case INCOMPLETE -> {
        row.state = "provisional";
        reasons.add(status.reason());
      }
      case COMPLETE, NOTHING_SENT -> {}
    }
    if (sums.provisional() > 0) {
      row.state = "provisional";
      reasons.add("the feed calls it provisional");
    }
    if (sums.negative() > 0) {
      reasons.add("holds a negative correction");
    }
    if (sums.missing() > 0) {
      if (!plan.units().isObservation()) {
        reasons.add(sums.missing() + " left out for want of a value");
      } else if (onlyNotSubmitted(sums)) {
        row.state = "provisional";
        reasons.add(sums.missing() + " of " + (sums.parts() + sums.missing()) + " parts not sent");
      } else {
        row.state = sums.note();
        reasons.add(sums.missing() + " of " + (sums.parts() + sums.missing()) + " parts have none");
      }
    }
    if (!blocks(sums) && !sums.hasNumerator()) {
      row.state = "not_submitted";
      reasons.add("no count was sent");
    }
    row.reason = String.join("; ", reasons);
  }
}
