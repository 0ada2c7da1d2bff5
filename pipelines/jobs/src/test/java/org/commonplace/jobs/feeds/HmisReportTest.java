package org.commonplace.jobs.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.commonplace.jobs.homelessness.BedNights;
import org.commonplace.jobs.homelessness.HmisReport;
import org.commonplace.jobs.homelessness.ReportKind;
import org.commonplace.jobs.homelessness.ReportRequest;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.stage.StageFailure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report tables against the reference answers to HUD's test kit. */
class HmisReportTest {
  /** Tables that are not the reference's, with the rows that differ and why. */
  private static final Map<String, String> NOT_COVERED =
      Map.of(
          "apr/psh/Q4a.csv",
          "the reference names the organisation DataLab, the export 7007",
          "caper/es_nbn/Q4a.csv",
          "the reference names the organisation DataLab, the export 7007",
          "apr/psh/Q20b.csv",
          "the reference counts 24 adults at exit, in Q16, Q18 and by the export 25 left");

  @TempDir static Path folder;

  @BeforeAll
  static void takeInBothExports() {
    new FeedRun(folder).putHmisExports().intake("2021-09");
  }

  @Test
  void everyTableIsTheReferencesCellByCell() throws IOException {
    Map<String, String> different = new TreeMap<>();
    int expected = 0;
    for (Map.Entry<String, ReportRequest> report :
        Map.of(
                "apr/psh",
                request(ReportKind.APR, "441", "2020-10-01", BedNights.HOUSEHOLD),
                "caper/es_nbn",
                request(ReportKind.CAPER, "882", "2020-10-01", BedNights.HOUSEHOLD))
            .entrySet()) {
      Path made = write(report.getValue());
      List<Path> tables = csvFiles(SharedData.path("hmis-datalab/expected/" + report.getKey()));
      expected += tables.size();
      for (Path table : tables) {
        String difference = difference(table, made.resolve(table.getFileName().toString()));
        if (!difference.isEmpty()) {
          different.put(report.getKey() + "/" + table.getFileName(), difference);
        }
      }
      assertThat(csvFiles(made)).as("no table that the reference lacks").hasSameSizeAs(tables);
    }

    assertThat(expected).isEqualTo(109);
    assertThat(different.keySet())
        .as("tables that differ: %s", different)
        .containsExactlyInAnyOrderElementsOf(NOT_COVERED.keySet());
  }

  @Test
  void nightsOfPersonsAreCountedForEachOfThem() throws IOException {
    Path made = write(request(ReportKind.CAPER, "882", "2020-10-01", BedNights.PERSON));

    assertThat(cells(made.resolve("Q22a2.csv")))
        .as("nobody stayed more nights than a year's third has days")
        .contains(List.of("i. 366 to 730 days (1 - 2 yrs.)", "0", "0", "0"))
        .contains(List.of("o. Total", "37", "35", "2"));
  }

  @Test
  void aLaterPeriodCountsOnlyWhoWasStillThere() throws IOException {
    Path made = write(request(ReportKind.APR, "441", "2021-09-01", BedNights.HOUSEHOLD));

    assertThat(cells(made.resolve("Q5a.csv")))
        .contains(List.of("1. Total number of persons served", "2"))
        .contains(List.of("5. Number of leavers", "0"));
  }

  @Test
  void whatIsNotInTheLakeIsSaid() {
    assertThatThrownBy(
            () -> write(request(ReportKind.APR, "999", "2020-10-01", BedNights.HOUSEHOLD)))
        .isInstanceOf(StageFailure.class)
        .hasMessageContaining("project 999");
    assertThatThrownBy(
            () -> write(request(ReportKind.APR, "441", "2019-10-01", BedNights.HOUSEHOLD)))
        .isInstanceOf(StageFailure.class)
        .hasMessageContaining("there is: datalab-psh 2020-10-01 to 2021-09-30");
    assertThatThrownBy(() -> request(ReportKind.APR, "441", "2020-10-15", BedNights.HOUSEHOLD))
        .isInstanceOf(StageFailure.class)
        .hasMessageContaining("first day of a month");
  }

  private static ReportRequest request(
      ReportKind kind, String project, String from, BedNights nights) {
    return new ReportRequest(
        kind,
        project,
        Optional.empty(),
        LocalDate.parse(from),
        LocalDate.parse("2021-09-30"),
        Optional.empty(),
        nights);
  }

  private static Path write(ReportRequest request) throws IOException {
    Path out = Files.createTempDirectory(folder, "report");
    new HmisReport(new Workspace(folder.resolve("workspace").toString()), request).write(out);
    return out;
  }

  private static List<Path> csvFiles(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.filter(each -> each.toString().endsWith(".csv")).sorted().toList();
    }
  }

  /** The first cells that differ; empty when none do. */
  private static String difference(Path expected, Path made) throws IOException {
    if (!Files.exists(made)) {
      return "not made";
    }
    List<List<String>> wanted = cells(expected);
    List<List<String>> found = cells(made);
    for (int i = 0; i < wanted.size(); i++) {
      if (i >= found.size() || !wanted.get(i).equals(found.get(i))) {
        return wanted.get(i) + " is " + (i < found.size() ? found.get(i) : "missing");
      }
    }
    return found.size() == wanted.size() ? "" : "has more rows";
  }

  private static List<List<String>> cells(Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
      csv.forEach(each -> rows.add(each.getFields()));
    }
    return rows;
  }
}
