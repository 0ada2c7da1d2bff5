package org.commonplace.jobs.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.commonplace.schemas.Definitions;

/** What is so, whatever a pipeline makes of the files: written beside the inbox. */
final class Truth {
  private static final Definitions AGREEMENTS = Definitions.shipped();

  private final Coalition coalition;
  private final Path folder;
  private final Rows people;

  Truth(Coalition coalition) throws IOException {
    this.coalition = coalition;
    this.folder = coalition.options().out().resolve("truth");
    Files.createDirectories(folder);
    this.people =
        open(
            "people.csv",
            "person",
            "household",
            "birth_date",
            "sex",
            "ethnicity",
            "first_place",
            "last_place",
            Scheme.UPN.column(),
            Scheme.HEALTH.column(),
            Scheme.BY_NAME.column(),
            Scheme.FAMILY.column(),
            Scheme.POLICE.column());
  }

  private Rows open(String name, String... labels) throws IOException {
    return TextShape.COMMA.under(labels).open(folder.resolve(name));
  }

  void add(Household household, Sightings sightings) throws IOException {
    Identifiers identifiers = coalition.identifiers();
    for (Resident resident : household.residents()) {
      people.add(
          String.valueOf(resident.index()),
          String.valueOf(household.index()),
          Dates.ISO.text(resident.birthDate()),
          resident.sex().name(),
          resident.ethnicity().code(),
          resident.home(0).code(),
          resident.home(coalition.axis().count() - 1).code(),
          sightings.marked(resident, Scheme.UPN) ? identifiers.upn(resident) : "",
          sightings.marked(resident, Scheme.HEALTH) ? identifiers.health(resident) : "",
          sightings.marked(resident, Scheme.BY_NAME) ? identifiers.byName(resident) : "",
          sightings.marked(resident, Scheme.FAMILY) ? identifiers.family(resident) : "",
          sightings.marked(resident, Scheme.POLICE) ? identifiers.police(resident) : "");
    }
  }

  void finish(List<Tally> tallies) throws IOException {
    people.close();
    plan();
    files();
    indicators(tallies);
    for (String name :
        List.of("people.csv", "outbreak.csv", "trends.csv", "files.csv", "indicators.csv")) {
      Files.setLastModifiedTime(folder.resolve(name), FileTime.from(Instant.EPOCH));
    }
  }

  private void plan() throws IOException {
    Plan plan = coalition.plan();
    try (Rows rows = open("outbreak.csv", "indicator", "place", "measure", "first_week", "weeks")) {
      for (Area area : plan.outbreakAreas()) {
        rows.add(
            "INF-01",
            area.code(),
            "gastroenteritis_cases",
            plan.outbreakStart().toString(),
            String.valueOf(Plan.OUTBREAK_WEEKS));
      }
    }
    try (Rows rows = open("trends.csv", "indicator", "place", "group_by", "group_value", "trend")) {
      rows.add("EDU-01", plan.absenceWard().code(), "", "", "rises");
      rows.add("PH-01", City.CODE, Group.DEPRIVATION_QUINTILE.code(), "1", "falls");
      rows.add("HSG-01", City.CODE, "", "", "falls");
    }
  }

  private void files() throws IOException {
    try (Rows rows =
        open(
            "files.csv",
            "partner",
            "contract",
            "file",
            "key",
            "received_at",
            "received",
            "accepted",
            "rejected",
            "duplicate",
            "ignored",
            "standing")) {
      for (Delivery file : coalition.inbox().deliveries()) {
        rows.add(
            file.partner().id(),
            file.contract(),
            file.file().getFileName().toString(),
            file.key(),
            file.receivedAt().toString(),
            String.valueOf(file.received()),
            String.valueOf(file.accepted()),
            String.valueOf(file.rejected()),
            String.valueOf(file.duplicate()),
            String.valueOf(file.ignored()),
            file.current() ? "current" : "superseded");
      }
    }
  }

  private void indicators(List<Tally> tallies) throws IOException {
    SortedMap<String, Tally> byIndicator = new TreeMap<>();
    tallies.forEach(tally -> byIndicator.put(tally.indicator(), tally));
    for (String quality : List.of("DQ-01", "DQ-02", "DQ-03")) {
      byIndicator.put(quality, null);
    }
    try (Rows rows =
        open(
            "indicators.csv",
            "indicator",
            "place",
            "level",
            "frequency",
            "period_start",
            "period_end",
            "group_by",
            "group_value",
            "numerator",
            "denominator")) {
      for (String indicator : byIndicator.keySet()) {
        Tally tally = byIndicator.get(indicator);
        if (tally == null) {
          deliveries(indicator, rows);
          continue;
        }
        City city = coalition.city();
        for (int period = 0; period < tally.periods().size(); period++) {
          place(tally, period, City.CODE, "city", city.areas(), rows);
          for (Ward ward : city.wards()) {
            place(tally, period, ward.code(), "ward", ward.areas(), rows);
            for (Area area : ward.areas()) {
              place(tally, period, area.code(), "area", List.of(area), rows);
            }
          }
        }
      }
    }
  }

  private static void place(
      Tally tally, int period, String place, String level, List<Area> areas, Rows rows)
      throws IOException {
    if (!tally.isAt(level)) {
      return;
    }
    List<String[]> values = new ArrayList<>();
    tally.values(
        period,
        areas,
        (indicator, frequency, span, groupBy, groupValue, numerator, denominator) ->
            values.add(
                new String[] {
                  indicator,
                  place,
                  level,
                  frequency,
                  Dates.ISO.text(span.start()),
                  Dates.ISO.text(span.end()),
                  groupBy,
                  groupValue,
                  String.valueOf(numerator),
                  tally.text(denominator)
                }));
    for (String[] value : values) {
      rows.add(value);
    }
  }

  /** What became of the monthly files, of those that were to be expected. */
  private void deliveries(String indicator, Rows rows) throws IOException {
    MonthAxis axis = coalition.axis();
    List<Delivery> monthly =
        coalition.inbox().deliveries().stream()
            .filter(file -> !file.key().equals("snapshot"))
            .toList();
    long expected =
        monthly.stream().filter(Delivery::current).map(Delivery::contract).distinct().count();
    for (int month = 0; month < axis.count(); month++) {
      String key = axis.month(month).toString();
      List<Delivery> arrived = monthly.stream().filter(file -> file.key().equals(key)).toList();
      long numerator;
      long denominator = expected;
      switch (indicator) {
        // Corrected files arrive once more.
        case "DQ-01" -> numerator = arrived.size();
        case "DQ-02" -> {
          LocalDate end = axis.lastDay(month);
          numerator =
              arrived.stream()
                  .filter(file -> file.receivedAt().isBefore(afterDueDay(file, end)))
                  .map(Delivery::contract)
                  .distinct()
                  .count();
        }
        default -> {
          List<Delivery> current = arrived.stream().filter(Delivery::current).toList();
          numerator = current.stream().mapToLong(Delivery::accepted).sum();
          denominator = current.stream().mapToLong(file -> file.received() - file.ignored()).sum();
        }
      }
      rows.add(
          indicator,
          City.CODE,
          "city",
          "month",
          axis.firstDay(month).toString(),
          axis.lastDay(month).toString(),
          "",
          "",
          String.valueOf(numerator),
          String.valueOf(denominator));
    }
  }

  private static Instant afterDueDay(Delivery file, LocalDate end) {
    int days = AGREEMENTS.contract(file.contract()).get(0).latencyDays();
    return end.plusDays(days + 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
