package org.commonplace.jobs.sample;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** The city council: places, their outlines, and the population of each year. */
final class CouncilFeed implements Feed {
  private final Coalition coalition;

  CouncilFeed(Coalition coalition) throws IOException {
    this.coalition = coalition;
    LocalDate opening = coalition.axis().firstDay(0).minusDays(20);
    places(opening);
    boundaries(opening);
    formerPlaces();
  }

  private void places(LocalDate day) throws IOException {
    Delivery file =
        coalition
            .inbox()
            .open(
                new Inbox.Kind(
                    Partner.COUNCIL,
                    "merrowby-places",
                    TextShape.SEMICOLON.under(
                        "Code",
                        "Name",
                        "Kind",
                        "Part of",
                        "Deprivation quintile",
                        "Latitude",
                        "Longitude",
                        "In force from"),
                    List.of(),
                    Closing.NOTHING),
                "places.csv",
                "snapshot",
                day);
    City city = coalition.city();
    place(file, City.CODE, City.NAME, "city", "", "", city.areas().get(0).cell());
    for (Ward ward : city.wards()) {
      Cell middle = ward.areas().get(ward.areas().size() / 2).cell();
      place(file, ward.code(), ward.name(), "ward", City.CODE, "", middle);
      for (Area area : ward.areas()) {
        String quintile = String.valueOf(area.quintile());
        place(file, area.code(), area.name(), "area", ward.code(), quintile, area.cell());
      }
    }
  }

  private void place(
      Delivery file,
      String code,
      String name,
      String level,
      String parent,
      String quintile,
      Cell cell)
      throws IOException {
    CityMap map = coalition.city().map();
    file.add(
        code,
        name,
        level,
        parent,
        quintile,
        CityMap.degrees(map.latitude(cell)),
        CityMap.degrees(map.longitude(cell)),
        "2015-04-01");
  }

  /** A ward was numbered anew, and an area divided between two others. */
  private void formerPlaces() throws IOException {
    Plan plan = coalition.plan();
    LocalDate since = coalition.axis().firstDay(plan.boundaryMonth());
    Delivery file =
        coalition
            .inbox()
            .open(
                new Inbox.Kind(
                    Partner.COUNCIL,
                    "merrowby-former-places",
                    TextShape.SEMICOLON.under("Former code", "Code", "Since", "Share of residents"),
                    List.of(),
                    Closing.NOTHING),
                "former_places.csv",
                "snapshot",
                since.minusDays(20));
    for (Area area : plan.renumberedWard().areas()) {
      file.add(plan.formerCode(area), area.code(), since.toString(), "");
    }
    String divided = plan.formerCode(plan.dividedAreas().get(0));
    for (Area area : plan.dividedAreas()) {
      file.add(divided, area.code(), since.toString(), "0.5");
    }
  }

  private void boundaries(LocalDate day) throws IOException {
    Delivery file =
        coalition
            .inbox()
            .open(
                new Inbox.Kind(
                    Partner.COUNCIL,
                    "merrowby-boundaries",
                    FeatureRows::new,
                    List.of(),
                    Closing.NOTHING),
                "boundaries.geojson",
                "snapshot",
                day);
    City city = coalition.city();
    CityMap map = city.map();
    file.add(City.CODE, "city", map.geometry(cells(city.areas())));
    for (Ward ward : city.wards()) {
      file.add(ward.code(), "ward", map.geometry(cells(ward.areas())));
      for (Area area : ward.areas()) {
        file.add(area.code(), "area", map.geometry(List.of(area.cell())));
      }
    }
  }

  private static List<Cell> cells(List<Area> areas) {
    return areas.stream().map(Area::cell).toList();
  }

  @Override
  public void visit(Household household, Sightings sightings) {
    household.residents().forEach(coalition.residents()::add);
  }

  /** The yearly population files; each has all years so far and replaces the last. */
  void writePopulation() throws IOException {
    Residents residents = coalition.residents();
    Inbox.Kind kind =
        new Inbox.Kind(
            Partner.COUNCIL,
            "merrowby-population",
            TextShape.COMMA.under(
                "Area", "Year", "Sex", "Age from", "Age to", "Ethnic group", "Residents"),
            List.of(),
            Closing.NOTHING);
    for (int last = 0; last < residents.dates().size(); last++) {
      LocalDate date = residents.dates().get(last);
      String name = "population_" + date.getYear() + ".csv";
      Delivery file = coalition.inbox().open(kind, name, "snapshot", date.plusDays(25));
      if (last < residents.dates().size() - 1) {
        file.supersede();
      }
      for (int d = 0; d <= last; d++) {
        population(file, d);
      }
    }
  }

  private void population(Delivery file, int date) throws IOException {
    Residents residents = coalition.residents();
    String year = String.valueOf(residents.dates().get(date).getYear());
    for (Area area : coalition.city().areas()) {
      for (Sex sex : Sex.values()) {
        for (int band = 0; band < Residents.BANDS.size(); band++) {
          AgeBand ages = Residents.BANDS.get(band);
          for (Ethnicity ethnicity : Ethnicity.values()) {
            long count = residents.count(date, area.index(), sex.slot(), band, ethnicity.slot());
            file.add(
                area.code(),
                year,
                sex.name(),
                String.valueOf(ages.from()),
                String.valueOf(ages.to()),
                ethnicity.code(),
                String.valueOf(count));
          }
        }
      }
    }
  }

  @Override
  public List<Tally> tallies() {
    return List.of();
  }

  /** A GeoJSON collection of code, level and geometry, one feature a line. */
  private static final class FeatureRows implements Rows {
    private final BufferedWriter writer;
    private String separator = "\n";

    FeatureRows(Path file) throws IOException {
      this.writer = Files.newBufferedWriter(file);
      writer.write("{\"type\":\"FeatureCollection\",\"features\":[");
    }

    @Override
    public void add(String... cells) throws IOException {
      writer.write(separator);
      writer.write("{\"type\":\"Feature\",\"properties\":{\"code\":\"" + cells[0]);
      writer.write("\",\"level\":\"" + cells[1] + "\"},\"geometry\":" + cells[2] + "}");
      separator = ",\n";
    }

    @Override
    public void close() throws IOException {
      writer.write("\n]}\n");
      writer.close();
    }
  }
}
