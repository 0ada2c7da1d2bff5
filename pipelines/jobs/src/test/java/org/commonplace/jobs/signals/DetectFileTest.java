package org.commonplace.jobs.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.jobs.stage.StageOutcome;
import org.commonplace.methods.signals.SeriesKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectFileTest {
  @TempDir Path folder;

  @Test
  void aPlantedOutbreakIsFoundWhateverTheOrderOfTheRows() throws Exception {
    List<String> rows = weeks("north", 300, 290, 294);
    rows.addAll(weeks("south", 300, 0, 0));
    StageOutcome outcome = detect("farrington-noufaily", rows, "2020-07-06");
    List<String> together = lines();
    assertThat(together.get(0))
        .isEqualTo("series,date,observed,expected,threshold,score,p_value,signal,reason");
    assertThat(together).hasSize(1 + 2 * 13);
    assertThat(together.stream().filter(line -> line.contains(",true,")))
        .hasSize(4)
        .allMatch(line -> line.startsWith("north,2020-07-2") || line.startsWith("north,2020-08-"));
    assertThat(outcome.lines().get(0))
        .startsWith("farrington-noufaily: 26 dates of 2 series tested, 4 signals");

    rows.sort((a, b) -> a.substring(6, 16).compareTo(b.substring(6, 16)));
    detect("farrington-noufaily", rows, "2020-07-06");
    assertThat(lines()).containsExactlyInAnyOrderElementsOf(together);
  }

  @Test
  void withoutFromTheLastDateIsTestedAndGapsStayGaps() throws Exception {
    List<String> rows = new ArrayList<>();
    for (int day = 1; day <= 20; day++) {
      if (day != 9) {
        rows.add("x,2024-01-%02d,%s".formatted(day, day == 12 ? "" : "" + day % 3));
      }
    }
    detect("ears-c1", rows, null);
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(1)).startsWith("x,2024-01-20,2,").endsWith(",false,");
    detect("ears-c1", rows, "2024-01-08");
    assertThat(lines().get(2)).isEqualTo("x,2024-01-09,,,,,,false,there is no count for this date");
    assertThat(lines().get(3)).endsWith("too few past counts are present to fit the method");
  }

  @Test
  void aDailySeriesIsTestedByFarringtonInWholeWeeks() throws Exception {
    List<String> rows = new ArrayList<>();
    for (int day = 0; day < 800; day++) {
      rows.add("x," + LocalDate.of(2022, 1, 1).plusDays(day) + "," + (3 + day % 5));
    }
    detect("farrington-noufaily", rows, null);
    assertThat(lines()).hasSize(2);
    // The series ends on Sunday 10 March 2024: the last whole week starts on the 4th.
    assertThat(lines().get(1)).startsWith("x,2024-03-04,38,");
  }

  @Test
  void aSeriesTooShortForAnythingHasARowWithTheReason() throws Exception {
    detect(
        "farrington-noufaily", List.of("x,2024-01-02,1", "x,2024-01-03,2", "y,2024-01-01,1"), null);
    assertThat(lines().get(1)).startsWith("x,2024-01-03,2,,,,,false,this method needs weekly");
    assertThat(lines().get(2))
        .isEqualTo("y,2024-01-01,1,,,,,false,the series is too short for this method");
  }

  @Test
  void everyKindHasAMethodThatSuitsIt() throws Exception {
    List<String> loads = new ArrayList<>(List.of("series,date,count"));
    List<String> shares = new ArrayList<>(List.of("series,date,count,population"));
    SplittableRandom random = new SplittableRandom(8);
    for (int week = 0; week < 160; week++) {
      LocalDate monday = LocalDate.of(2020, 12, 28).plusWeeks(week);
      double raised = week == 159 ? 6 : 1;
      loads.add("x," + monday + "," + raised * random.nextDouble(1000.5, 1900.5));
      shares.add("x," + monday + "," + (int) (raised * random.nextInt(8, 13)) + ",100");
    }
    StageOutcome outcome = detectKind(SeriesKind.MEASUREMENT, loads.toArray(String[]::new));
    assertThat(outcome.lines().get(0)).startsWith("seasonal-log: 1 dates of 1 series tested, 1 ");
    assertThat(outcome.lines()).hasSize(1);
    outcome = detectKind(SeriesKind.SHARE, shares.toArray(String[]::new));
    assertThat(outcome.lines().get(0)).startsWith("seasonal-logit: 1 dates of 1 series tested, 1 ");
    assertThat(
            detection(write(loads.toArray(String[]::new)), "excess-windows", Optional.empty())
                .run()
                .lines())
        .last()
        .asString()
        .contains("add --kind measurement");
    DetectFile countsMethod =
        new DetectFile(
            write(loads.toArray(String[]::new)),
            Optional.of(SeriesKind.MEASUREMENT),
            Optional.of("farrington-noufaily"),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            out());
    assertThatThrownBy(countsMethod::run).hasMessageContaining("use seasonal-log");
  }

  @Test
  void weeksAndMonthsMayBeNamedAndSamplesMayMoveWithinTheirWeek() throws Exception {
    detect(
        "ears-c1",
        List.of("x,2020-W52,1", "x,2020-W53,2", "x,2021-W01,3", "y,2020-11,1", "y,2021-01,1"),
        "2020-12-01");
    assertThat(lines().stream().map(line -> line.substring(0, 14)))
        .as("2020 has a week 53; December is missing")
        .contains("x,2020-12-28,2", "x,2021-01-04,3", "y,2020-12-01,,", "y,2021-01-01,1");
    detect("ears-c1", List.of("x,2024-01-31,1", "x,2024-02-29,2", "x,2024-03-31,3"), "2024-01-01");
    assertThat(lines().get(2)).startsWith("x,2024-02-01,2,");
    detect("ears-c1", List.of("x,2024-01-03,1", "x,2024-01-09,2", "x,2024-01-18,3"), "2024-01-01");
    assertThat(lines().stream().skip(1).map(line -> line.substring(2, 14)))
        .containsExactly("2024-01-01,1", "2024-01-08,2", "2024-01-15,3");
    assertThatThrownBy(() -> detect("ears-c1", List.of("x,2021-W53,1"), null))
        .hasMessageContaining("column date: a cell of the form \"9999-a99\" is not a date");
  }

  @Test
  void everyMistakeIsNamedWithLineColumnAndRemedyAndNothingIsWritten() throws Exception {
    Path file =
        write(
            "series,date,count",
            "a,2024-01-01,3",
            ",2024-13-01,<5",
            "a,2024-01-02",
            "a,x,1",
            "a,2024-01-09,1,7");
    assertThatThrownBy(() -> detection(file, "ears-c1", Optional.empty()).run())
        .isInstanceOf(StageFailure.class)
        .hasMessageContaining("line 3, column series: the cell is empty")
        .hasMessageContaining(
            "line 3, column date: a cell of the form \"9999-99-99\" is not a date")
        .hasMessageContaining("line 3, column count: a cell of the form \"<9\" is not a number")
        .hasMessageContaining("line 4, column series: the row has 2 cells, the header 3")
        .hasMessageContaining("line 6, column series: the row has 4 cells, the header 3")
        .hasMessageContaining("line 5, column date: a cell of the form \"a\" is not a date");
    assertThat(folder.toFile().list()).containsExactly("in.csv");
  }

  @Test
  void filesThatAreNoSeriesAreRefused() throws Exception {
    refused(write(), "the file is empty");
    refused(write("series,date,count"), "there is a header but no row");
    refused(write("series,day,count", "a,2024-01-01,3"), "column date: the column is missing");
    refused(
        write("series,date,count", "a,2024-01-01,3", "a,2024-01-01,4"),
        "series a has two rows for 2024-01-01");
    refused(
        write("series,date,count", "a,2024-01-01,3", "a,2024-01-03,4", "a,2024-01-10,4"),
        "neither daily, nor one of each week");
    refused(write("series,date,count", "a,2024-01-01,\"3"), "in.csv");
    refused(folder.resolve("absent.csv"), "there is no such file");
    refused(out(), "is the file that is read");
    refused(write("x".repeat(20_000_000)), "in.csv");
    assertThatThrownBy(
            () ->
                detection(write("series,date,count", "a,2024-01-01,3"), "magic", Optional.empty())
                    .run())
        .hasMessageContaining("choose one of bayes-1");
    assertThat(Files.exists(out())).isFalse();
  }

  private void refused(Path file, String message) {
    assertThatThrownBy(() -> detection(file, "ears-c1", Optional.empty()).run())
        .isInstanceOf(StageFailure.class)
        .hasMessageContaining(message);
  }

  private StageOutcome detect(String method, List<String> rows, String from) throws IOException {
    List<String> lines = new ArrayList<>(List.of("series,date,count"));
    lines.addAll(rows);
    return detection(
            write(lines.toArray(String[]::new)),
            method,
            Optional.ofNullable(from).map(LocalDate::parse))
        .run();
  }

  private DetectFile detection(Path file, String method, Optional<LocalDate> from) {
    return new DetectFile(
        file,
        Optional.empty(),
        Optional.of(method),
        OptionalDouble.empty(),
        Optional.empty(),
        from,
        out());
  }

  @Test
  void theKindDecidesWhatThePopulationIsFor() throws IOException {
    List<String> rows = weeks("x", 200, 0, 0);
    rows.replaceAll(row -> row + ",1000");
    rows.add("x," + LocalDate.of(2015, 1, 5).plusWeeks(200) + ",16,4000");
    rows.add(0, "series,date,count,population");
    detectKind(SeriesKind.COUNT, rows.toArray(String[]::new));
    assertThat(lines().get(1)).contains(",true,");
    detectKind(SeriesKind.RATE, rows.toArray(String[]::new));
    assertThat(lines().get(1)).contains(",false,");
    List<String> alone = weeks("x", 200, 0, 0);
    alone.add(0, "series,date,count");
    assertThatThrownBy(() -> detectKind(SeriesKind.RATE, alone.toArray(String[]::new)))
        .isInstanceOf(StageFailure.class)
        .hasMessageContaining("has no column population");
  }

  private StageOutcome detectKind(SeriesKind kind, String... rows) throws IOException {
    return new DetectFile(
            write(rows),
            Optional.of(kind),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            out())
        .run();
  }

  /** Weeks from 5 January 2015 on, Poisson with mean 4, and 25 more in the weeks of an outbreak. */
  private static List<String> weeks(String series, int weeks, int outbreak, int until) {
    SplittableRandom random = new SplittableRandom(series.hashCode());
    List<String> rows = new ArrayList<>();
    for (int week = 0; week < weeks; week++) {
      int count = week >= outbreak && week < until ? 25 : 0;
      for (double product = random.nextDouble(); product > Math.exp(-4); count++) {
        product *= random.nextDouble();
      }
      rows.add(series + "," + LocalDate.of(2015, 1, 5).plusWeeks(week) + "," + count);
    }
    return rows;
  }

  private Path write(String... lines) throws IOException {
    return Files.writeString(
        folder.resolve("in.csv"), String.join("\n", lines), StandardCharsets.UTF_8);
  }

  private Path out() {
    return folder.resolve("out.csv");
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(out(), StandardCharsets.UTF_8);
  }
}
