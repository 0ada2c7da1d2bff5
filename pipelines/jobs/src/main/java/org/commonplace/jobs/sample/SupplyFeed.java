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
    "Site", "Area", "Date", "Item", "In stock", "Used that day"
  };

  private final Coalition coalition;
  private final MonthAxis axis;
  private final Tally daysOnHand;

  SupplyFeed(Coalition coalition) throws IOException {
    this.coalition = coalition;
    this.axis = coalition.axis();
    this.daysOnHand =
        new Tally(
            Tally.Basis.SHARE_OF_MILLIONTHS,
            "SUP-01",
            "month",
            coalition.months(),
            EnumSet.noneOf(Group.class),
            List.of(),
            coalition);
    write();
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
                String.valueOf(use));
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
    }
  }

  @Override
  public void visit(Household household, Sightings sightings) {}

  @Override
  public List<Tally> tallies() {
    return List.of(daysOnHand);
  }
}
