package org.commonplace.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.commonplace.jobs.stage.StageFailure;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleInboxTest {
  /** Known for the city alone. */
  private static final Set<String> OF_DELIVERIES = Set.of("DQ-01", "DQ-02", "DQ-03");

  private static final int PEOPLE = 2_000;

  @TempDir static Path temporary;

  private static Path out;
  private static SampleSummary summary;

  @BeforeAll
  static void writeOnce() throws IOException {
    out = temporary.resolve("sample");
    summary = SampleInbox.write(SampleOptions.into(out).withPeople(PEOPLE).withSeed(7));
  }

  @Test
  void sameSeedGivesSameBytesAndTimes() throws IOException {
    Path again = temporary.resolve("again");
    Path other = temporary.resolve("other");
    SampleInbox.write(SampleOptions.into(again).withPeople(PEOPLE).withSeed(7));
    SampleInbox.write(SampleOptions.into(other).withPeople(PEOPLE).withSeed(8));

    assertThat(fingerprint(again)).isEqualTo(fingerprint(out));
    assertThat(fingerprint(other)).isNotEqualTo(fingerprint(out));
  }

  @Test
  void everyRowOfEveryTextFileIsAccountedFor() throws IOException {
    List<NamedCsvRecord> files = truth("files.csv");
    assertThat(files).hasSize(summary.files());
    for (NamedCsvRecord file : files) {
      long received = number(file, "received");
      assertThat(
              number(file, "accepted")
                  + number(file, "rejected")
                  + number(file, "duplicate")
                  + number(file, "ignored"))
          .as(file.getField("file"))
          .isEqualTo(received);
      assertThat(number(file, "rejected") * 25).isLessThanOrEqualTo(received);
      Path path =
          out.resolve("inbox")
              .resolve(file.getField("partner"))
              .resolve(file.getField("contract"))
              .resolve(file.getField("file"));
      assertThat(rowsIn(path)).as(path.toString()).isEqualTo(received);
    }
    assertThat(files.stream().mapToLong(file -> number(file, "rejected")).sum()).isPositive();
    assertThat(files.stream().mapToLong(file -> number(file, "duplicate")).sum()).isPositive();
    assertThat(files.stream().mapToLong(file -> number(file, "ignored")).sum()).isPositive();
  }

  @Test
  void partnersSendInShapesOfTheirOwn() throws IOException {
    assertThat(head("north-schools/merrowby-attendance-north/attendance_2026-05.csv"))
        .startsWith("efbbbf");
    assertThat(head("immunisation-service/merrowby-immunisations/children due 2026-05.txt"))
        .startsWith("fffe480065");
    assertThat(head("royal-infirmary/merrowby-encounters/spells_2026-05.csv.gz"))
        .startsWith("1f8b");
    assertThat(head("supply-desk/merrowby-supply/returns_2026-05.xlsx")).startsWith("504b0304");
    String south =
        Files.readString(
            out.resolve("inbox/south-academies/merrowby-attendance-south/Attendance 2026-05.csv"),
            StandardCharsets.ISO_8859_1);
    assertThat(south).contains("Pupil UPN;Pupil name").contains("Acad\u00e9mie");
    try (ReadableWorkbook workbook =
        new ReadableWorkbook(
            out.resolve("inbox/supply-desk/merrowby-supply/returns_2026-05.xlsx").toFile())) {
      assertThat(workbook.getFirstSheet().read().get(2).getCellText(0)).isEqualTo("Site");
    }
  }

  @Test
  void oneMonthIsMissingAndOneIsCorrected() throws IOException {
    List<NamedCsvRecord> files = truth("files.csv");
    assertThat(files.stream().filter(file -> file.getField("contract").endsWith("incidents")))
        .hasSize(23);
    assertThat(files)
        .filteredOn(file -> file.getField("contract").endsWith("attendance-south"))
        .filteredOn(file -> file.getField("key").equals("2026-01"))
        .extracting(file -> file.getField("file") + " " + file.getField("standing"))
        .containsExactly(
            "Attendance 2026-01 corrected.csv current", "Attendance 2026-01.csv superseded");
    assertThat(indicators("DQ-01"))
        .extracting(value -> value.getField("numerator") + "/" + value.getField("denominator"))
        .contains("11/11", "10/11", "12/11");
  }

  @Test
  void everyIndicatorIsThereAndAreasAddUpToTheCity() throws IOException {
    Set<String> indicators = new HashSet<>();
    Map<String, Long> sums = new HashMap<>();
    for (NamedCsvRecord value : truth("indicators.csv")) {
      indicators.add(value.getField("indicator"));
      if (!OF_DELIVERIES.contains(value.getField("indicator"))) {
        long sign = value.getField("level").equals("city") ? -1 : 0;
        if (value.getField("indicator").startsWith("HSG-03")) {
          continue;
        }
        // Of two datasets divided there are no values of areas.
        String parts = value.getField("indicator").equals("XSV-03") ? "ward" : "area";
        sign += value.getField("level").equals(parts) ? 1 : 0;
        String cell =
            String.join(
                " ",
                value.getField("indicator"),
                value.getField("period_start"),
                value.getField("group_by"),
                value.getField("group_value"));
        sums.merge(cell, sign * number(value, "numerator"), Long::sum);
      }
    }
    assertThat(indicators)
        .containsExactlyInAnyOrder(
            "EDU-01", "EDU-02", "EDU-03", "EDU-04", "EDU-05", "EDU-05b", "CSC-01", "CSC-02",
            "CSC-03", "CSC-04", "HSG-01", "HSG-02", "HSG-03", "HSG-03b", "HSG-04", "HSG-06",
            "POL-02", "POL-03", "HLT-01", "HLT-02", "HLT-03", "HLT-05", "PH-01", "PH-01b", "PH-01c",
            "PH-03", "PH-03b", "PH-04", "PH-05", "PH-05b", "PH-06", "SUP-01", "SUP-01b", "SUP-01c",
            "SUP-02", "DQ-01", "DQ-02", "DQ-03", "DQ-03b", "DQ-04", "INF-01", "XSV-03");
    assertThat(sums).isNotEmpty().allSatisfy((cell, sum) -> assertThat(sum).as(cell).isZero());
  }

  @Test
  void plantedThingsCanBeSeenInTheTruth() throws IOException {
    NamedCsvRecord outbreak = truth("outbreak.csv").get(0);
    List<NamedCsvRecord> cases =
        indicators("INF-01").stream()
            .filter(value -> value.getField("place").equals(outbreak.getField("place")))
            .toList();
    double usual =
        cases.stream().mapToLong(value -> number(value, "numerator")).average().orElse(0);
    assertThat(cases)
        .filteredOn(value -> value.getField("period_start").equals(outbreak.getField("first_week")))
        .singleElement()
        .satisfies(value -> assertThat(number(value, "numerator")).isGreaterThan((long) usual + 5));
    assertThat(cases.size()).isGreaterThan(7 * 52);
  }

  @Test
  void everyNumberBelongsToOnePerson() throws IOException {
    List<NamedCsvRecord> people = truth("people.csv");
    assertThat(people).hasSize(PEOPLE);
    for (String scheme : List.of("upn", "health_number", "by_name_list", "police_id")) {
      List<String> numbers =
          people.stream().map(person -> person.getField(scheme)).filter(n -> !n.isEmpty()).toList();
      assertThat(numbers).isNotEmpty().doesNotHaveDuplicates();
    }
    assertThat(
            people.stream()
                .filter(p -> !p.getField("first_place").equals(p.getField("last_place"))))
        .isNotEmpty();
  }

  @Test
  void areasTileTheCity() {
    City city = City.of(7);
    long quintileOne = city.areas().stream().filter(area -> area.quintile() == 1).count();
    assertThat(city.areas()).hasSize(120);
    assertThat(quintileOne).isEqualTo(24);
    String outline = city.map().geometry(city.areas().stream().map(Area::cell).toList());
    double parts =
        city.areas().stream()
            .mapToDouble(area -> surface(city.map().geometry(List.of(area.cell()))))
            .sum();
    assertThat(outline).startsWith("{\"type\":\"Polygon\"");
    assertThat(surface(outline)).isCloseTo(parts, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void cleanSampleHasNothingToReject() throws IOException {
    Path clean = temporary.resolve("clean");
    SampleInbox.write(
        SampleOptions.into(clean).withPeople(PEOPLE).withMonths(3).withMess(Mess.NONE));
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(clean.resolve("truth/files.csv"))) {
      assertThat(reader)
          .isNotEmpty()
          .allSatisfy(
              file -> assertThat(file.getField("received")).isEqualTo(file.getField("accepted")));
    }
  }

  @Test
  void aWeekThatIsNotOverHasNoValueYet() throws IOException {
    Path april = temporary.resolve("april");
    SampleInbox.write(
        SampleOptions.into(april)
            .withPeople(PEOPLE)
            .withMonths(3)
            .withLastMonth(YearMonth.of(2026, 4))
            .withMess(Mess.NONE));
    String file = "inbox/public-health-lab/merrowby-weekly-cases/weekly_2026-04.csv";
    assertThat(Files.readString(april.resolve(file))).contains("27/04/2026;");
    assertThat(Files.readString(april.resolve("truth/indicators.csv")))
        .contains("INF-01,MRB,city,week,2026-04-20,2026-04-26,")
        .doesNotContain("week,2026-04-27");
  }

  @Test
  void anInboxIsNeverOverwritten() {
    assertThatThrownBy(() -> SampleInbox.write(SampleOptions.into(out)))
        .isInstanceOf(StageFailure.class)
        .hasMessageContaining("exists already");
  }

  private static List<NamedCsvRecord> truth(String name) throws IOException {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(out.resolve("truth").resolve(name))) {
      return reader.stream().toList();
    }
  }

  private static List<NamedCsvRecord> indicators(String indicator) throws IOException {
    return truth("indicators.csv").stream()
        .filter(value -> value.getField("indicator").equals(indicator))
        .toList();
  }

  private static long number(NamedCsvRecord row, String field) {
    return Long.parseLong(row.getField(field));
  }

  private static String head(String file) throws IOException {
    try (InputStream bytes = Files.newInputStream(out.resolve("inbox").resolve(file))) {
      return HexFormat.of().formatHex(bytes.readNBytes(8));
    }
  }

  /** Rows below the labels, counted without knowing how the file was written. */
  private static long rowsIn(Path file) throws IOException {
    String name = file.getFileName().toString();
    byte[] bytes = Files.readAllBytes(file);
    if (name.endsWith(".xlsx")) {
      try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
        return workbook.getFirstSheet().read().size() - 3L;
      }
    }
    if (name.endsWith(".gz")) {
      bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }
    boolean wide = bytes[0] == (byte) 0xFF;
    long lines = 0;
    for (byte each : bytes) {
      lines += each == '\n' ? 1 : 0;
    }
    if (name.endsWith(".jsonl")) {
      boolean open = bytes[bytes.length - 1] != '\n';
      return lines + (open ? 1 : 0);
    }
    if (name.endsWith(".geojson")) {
      return lines - 2;
    }
    assertThat(wide).isEqualTo(name.startsWith("children"));
    return lines - 1;
  }

  private static SortedMap<String, String> fingerprint(Path root) throws IOException {
    SortedMap<String, String> prints = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        prints.put(
            root.relativize(file).toString(),
            Files.getLastModifiedTime(file)
                + " "
                + HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))));
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return prints;
  }

  /** Shoelace area of the one ring of a polygon, in square degrees. */
  private static double surface(String geometry) {
    String[] numbers = geometry.replaceAll("[^0-9.,-]", "").replaceAll("^,+", "").split(",", -1);
    double twice = 0;
    for (int i = 0; i + 3 < numbers.length; i += 2) {
      twice +=
          Double.parseDouble(numbers[i]) * Double.parseDouble(numbers[i + 3])
              - Double.parseDouble(numbers[i + 2]) * Double.parseDouble(numbers[i + 1]);
    }
    return twice / 2;
  }
}
