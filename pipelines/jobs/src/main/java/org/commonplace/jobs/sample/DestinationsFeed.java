package org.commonplace.jobs.sample;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;

/** The council's counts, by area, of what 16 and 17 year olds do. */
final class DestinationsFeed implements Feed {
  private final Coalition coalition;
  private final MonthAxis axis;
  private final List<Delivery> files;
  private final int[][] cohort;
  private final int[][] neet;
  private final int[][] unknown;
  private final Tally outOfEducation;
  private final Tally notKnown;

  DestinationsFeed(Coalition coalition) throws IOException {
    this.coalition = coalition;
    this.axis = coalition.axis();
    this.files =
        coalition.months(
            new Inbox.Kind(
                Partner.COUNCIL,
                "merrowby-destinations",
                TextShape.COMMA.under("Month", "Area", "Cohort", "NEET", "Not known"),
                List.of(),
                Closing.NOTHING),
            "destinations_@.csv");
    int areas = coalition.city().areas().size();
    this.cohort = new int[axis.count()][areas];
    this.neet = new int[axis.count()][areas];
    this.unknown = new int[axis.count()][areas];
    this.outOfEducation = tally("EDU-05");
    this.notKnown = tally("EDU-05b");
  }

  private Tally tally(String indicator) {
    return new Tally(
        Tally.Basis.SHARE,
        indicator,
        "month",
        coalition.months(),
        EnumSet.noneOf(Group.class),
        List.of(),
        coalition);
  }

  @Override
  public void visit(Household household, Sightings sightings) {
    Dice dice = coalition.dice("destinations", household);
    for (Resident resident : household.residents()) {
      double drift = dice.unit() * household.strain();
      for (int month = 0; month < axis.count(); month++) {
        int age = resident.age(axis.serial(month));
        if (age == 16 || age == 17) {
          int area = resident.home(month).index();
          cohort[month][area]++;
          double draw = dice.unit();
          if (draw < 0.02) {
            unknown[month][area]++;
          } else if (draw < 0.02 + 0.12 * drift) {
            neet[month][area]++;
          }
        }
      }
    }
  }

  /** Writes the files, once everybody has been counted. */
  void write() throws IOException {
    for (int month = 0; month < axis.count(); month++) {
      for (Area area : coalition.city().areas()) {
        int of = cohort[month][area.index()];
        int out = neet[month][area.index()];
        int lost = unknown[month][area.index()];
        boolean stands =
            files
                .get(month)
                .add(
                    Dates.ISO.text(axis.firstDay(month)),
                    area.code(),
                    String.valueOf(of),
                    String.valueOf(out),
                    String.valueOf(lost));
        if (stands) {
          outOfEducation.add(month, area, Traits.NONE, out, of);
          notKnown.add(month, area, Traits.NONE, lost, of);
        }
      }
    }
  }

  @Override
  public List<Tally> tallies() {
    return List.of(outOfEducation, notKnown);
  }
}
