package org.commonplace.jobs.sample;

import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** What all feeds share: the city, its months, what is planted, and the inbox. */
final class Coalition {
  /** From this share of the residents on, a file that is still empty takes the next one it can. */
  private static final double LAST_RESIDENTS = 0.75;

  /** Share of files that come after the agreed day. */
  private static final double LATE = 0.06;

  private static final int LATE_DAYS = 9;

  private final SampleOptions options;
  private final City city;
  private final MonthAxis axis;
  private final Plan plan;
  private final Identifiers identifiers;
  private final Residents residents;
  private final Inbox inbox;

  Coalition(SampleOptions options) {
    this.options = options;
    this.city = City.of(options.seed());
    this.axis = MonthAxis.upTo(options.lastMonth(), options.months());
    this.plan = new Plan(options, city, axis);
    this.identifiers = new Identifiers(options.seed());
    this.residents = new Residents(axis, city);
    this.inbox = new Inbox(options.out().resolve("inbox"), options.seed(), options.mess());
  }

  /** Opens the file of one month; the name pattern has the month where it says {@code @}. */
  Delivery month(Inbox.Kind kind, String name, int month) throws IOException {
    YearMonth covered = axis.month(month);
    return inbox.open(
        kind, name.replace("@", covered.toString()), covered.toString(), arrival(kind, month));
  }

  /** Opens a file of one month for each month. */
  List<Delivery> months(Inbox.Kind kind, String name) throws IOException {
    List<Delivery> files = new ArrayList<>();
    for (int month = 0; month < axis.count(); month++) {
      files.add(month(kind, name, month));
    }
    return files;
  }

  /**
   * Opens a file for each month's end, each of which holds everything so far and replaces the last.
   */
  List<Delivery> snapshots(Inbox.Kind kind, String name) throws IOException {
    List<Delivery> files = new ArrayList<>();
    for (int month = 0; month < axis.count(); month++) {
      Delivery file =
          inbox.open(
              kind,
              name.replace("@", axis.lastDay(month).toString()),
              "snapshot",
              arrival(kind, month));
      if (month < axis.count() - 1) {
        file.supersede();
      }
      files.add(file);
    }
    return files;
  }

  private LocalDate arrival(Inbox.Kind kind, int month) {
    int spread = Dice.of(options.seed(), "arrival " + kind.contract(), month).below(4);
    boolean late =
        options.mess().untidy()
            && Dice.of(options.seed(), "late " + kind.contract(), month).chance(LATE);
    return axis.lastDay(month).plusDays(kind.partner().lag() + spread + (late ? LATE_DAYS : 0));
  }

  Claim claim(Partner partner, Resident resident) {
    return Claim.of(options.seed(), partner, resident);
  }

  Dice dice(String topic, Household household) {
    return Dice.of(options.seed(), topic, household.index());
  }

  /**
   * Whether a row must be made up to keep the file from staying empty: in a city of 2,000 many
   * things happen less than once a month.
   */
  boolean starving(Delivery file, Resident resident) {
    return file.accepted() == 0 && resident.index() >= LAST_RESIDENTS * options.people();
  }

  /** How far the month lies between the first (0) and the last (1). */
  double progress(int month) {
    return month / (double) (axis.count() - 1);
  }

  List<Tally.Period> months() {
    List<Tally.Period> periods = new ArrayList<>();
    for (int month = 0; month < axis.count(); month++) {
      periods.add(new Tally.Period(axis.firstDay(month), axis.lastDay(month)));
    }
    return periods;
  }

  SampleOptions options() {
    return options;
  }

  City city() {
    return city;
  }

  MonthAxis axis() {
    return axis;
  }

  Plan plan() {
    return plan;
  }

  Identifiers identifiers() {
    return identifiers;
  }

  Residents residents() {
    return residents;
  }

  Inbox inbox() {
    return inbox;
  }
}
