package org.commonplace.jobs.sample;

import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;

/** Daily stock returns of care sites, as a workbook with a title above the labels. */
final class SupplyFeed implements Feed {
  private static final int SITES = 18;
  private static final int LAST_DAYS = 7;
  private static final String RESPIRATOR = "FFP3 mask";
  private static final String[] ITEMS = {RESPIRATOR, "Nitrile gloves", "Ventilator circuit"};
  private static final int[] DAILY_USE = {60, 400, 6};
  private static final String[] LABELS = {
    "Site", "Area", "Date", "Item", "In stock", "Used that day", "Capacity"
  };

  /** The first sites are hospitals, the others care homes. */
  private static final int HOSPITALS = 4;

  private static final int OUTBREAK_DAYS = 14;

  private final Coalition coalition;
  private final MonthAxis axis;
  private final Tally daysOnHand;
  private final Tally belowFourDays;
  private final Tally belowFifteenDays;
  private final Tally beds;
  private final Tally ventilators;
  private final Tally outbreaks;

  SupplyFeed(Coalition coalition) throws IOException {
    this.coalition = coalition;
    this.axis = coalition.axis();
    this.daysOnHand = tally(Tally.Basis.SHARE_OF_MILLIONTHS, "SUP-01");
    this.belowFourDays = tally(Tally.Basis.SHARE, "SUP-01b");
    this.belowFifteenDays = tally(Tally.Basis.SHARE, "SUP-01c");
    this.beds = tally(Tally.Basis.SHARE, "HLT-05");
    this.ventilators = tally(Tally.Basis.SHARE, "SUP-02");
    this.outbreaks = tally(Tally.Basis.SHARE, "PH-06");
    write();
  }

  private Tally tally(Tally.Basis basis, String indicator) {
    return new Tally(
        basis,
        indicator,
        "month",
        coalition.months(),
        EnumSet.noneOf(Group.class),
        List.of(),
        coalition);
  }

  private void write() throws IOException {
    List<Delivery> returns =
        coalition.months(
            new Inbox.Kind(
                Partner.SUPPLIES,
                "merrowby-supply",
                file -> {
                  Rows rows = new SheetRows(file, "Returns");
                  rows.add("Merrowby supply desk: daily returns");
                  rows.add("Please do not change the labels");
                  rows.add(LABELS);
                  return rows;
                },
                List.of(
                    new Breakage(0, ""), new Breakage(2, "2026-02-31"), new Breakage(4, "plenty")),
                Closing.NOTHING),
            "returns_@.xlsx");
    for (int site = 0; site < SITES; site++) {
      Dice dice = Dice.of(coalition.options().seed(), "site", site);
      Area area = coalition.city().areas().get(dice.below(coalition.city().areas().size()));
      double size = 0.4 + 1.2 * dice.unit();
      int[] stock = new int[ITEMS.length];
      for (int month = 0; month < axis.count(); month++) {
        month(returns.get(month), site, area, size, stock, month, dice);
        if (site < HOSPITALS) {
          hospital(returns.get(month), site, area, size, month, dice);
        } else {
          careHome(returns.get(month), site, area, month, dice);
        }
      }
    }
  }

  private void month(
      Delivery file, int site, Area area, double size, int[] stock, int month, Dice dice)
      throws IOException {
    LocalDate end = axis.lastDay(month);
    long used = 0;
    long readings = 0;
    long latest = 0;
    for (LocalDate day = axis.firstDay(month); !day.isAfter(end); day = day.plusDays(1)) {
      for (int item = 0; item < ITEMS.length; item++) {
        int use = dice.poisson(Math.max(1, DAILY_USE[item] * size / 10)) * 10;
        if (stock[item] < use * 4 || dice.chance(0.03)) {
          stock[item] += (int) (DAILY_USE[item] * size * dice.between(5, 30));
        }
        stock[item] = Math.max(0, stock[item] - use);
        if (dice.chance(0.04)) {
          continue;
        }
        boolean stands =
            file.add(
                "Site " + (site + 1),
                area.code(),
                Dates.ISO.text(day),
                ITEMS[item],
                String.valueOf(stock[item]),
                String.valueOf(use),
                "");
        if (stands && item == 0 && day.isAfter(end.minusDays(LAST_DAYS))) {
          used += use;
          readings++;
          latest = stock[item];
        }
      }
    }
    if (readings >= 2) {
      long dailyMillionths = (2_000_000 * used + readings) / (2 * readings);
      daysOnHand.add(month, area, Traits.NONE, latest, dailyMillionths);
      belowFourDays.add(month, area, Traits.NONE, latest * readings < 4 * used ? 1 : 0, 1);
      belowFifteenDays.add(month, area, Traits.NONE, latest * readings < 15 * used ? 1 : 0, 1);
    }
  }

  private void hospital(Delivery file, int site, Area area, double size, int month, Dice dice)
      throws IOException {
    int openBeds = (int) (120 * size);
    int machines = 4 + (int) (10 * size);
    long free = -1;
    for (LocalDate day = axis.firstDay(month);
        !day.isAfter(axis.lastDay(month));
        day = day.plusDays(1)) {
      int occupied = Math.min(openBeds, dice.successes(openBeds, 0.93));
      int idle = dice.successes(machines, 0.35);
      if (row(file, site, area, day, "Staffed bed", openBeds - occupied, occupied, openBeds)) {
        beds.add(month, area, Traits.NONE, occupied, openBeds);
      }
      if (row(file, site, area, day, "Ventilator", idle, machines - idle, machines)) {
        free = idle;
      }
    }
    if (free >= 0) {
      ventilators.add(month, area, Traits.NONE, free, machines);
    }
  }

  private void careHome(Delivery file, int site, Area area, int month, Dice dice)
      throws IOException {
    boolean outbreak = dice.chance(0.08);
    LocalDate end = axis.lastDay(month);
    boolean reported = false;
    int recent = 0;
    for (LocalDate day = axis.firstDay(month); !day.isAfter(end); day = day.plusDays(1)) {
      int cases = dice.poisson(outbreak ? 0.25 : 0.01);
      if (row(file, site, area, day, "Linked case", 0, cases, -1)) {
        reported = true;
        recent += day.isAfter(end.minusDays(OUTBREAK_DAYS)) ? cases : 0;
      }
    }
    if (reported) {
      outbreaks.add(month, area, Traits.NONE, recent >= 2 ? 1 : 0, 1);
    }
  }

  private static boolean row(
      Delivery file,
      int site,
      Area area,
      LocalDate day,
      String item,
      int stock,
      int used,
      int capacity)
      throws IOException {
    return file.add(
        "Site " + (site + 1),
        area.code(),
        Dates.ISO.text(day),
        item,
        String.valueOf(stock),
        String.valueOf(used),
        capacity < 0 ? "" : String.valueOf(capacity));
  }

  @Override
  public void visit(Household household, Sightings sightings) {}

  @Override
  public List<Tally> tallies() {
    return List.of(daysOnHand, belowFourDays, belowFifteenDays, beds, ventilators, outbreaks);
  }
}
