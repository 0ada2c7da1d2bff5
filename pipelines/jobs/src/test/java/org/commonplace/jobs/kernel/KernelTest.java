package org.commonplace.jobs.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.testing.CoderProperties;
import org.commonplace.schemas.WorkingDays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelTest {
  @TempDir Path folder;

  @Test
  void blocksOfTwoKernelsMergeInAThird() throws Exception {
    Block first = numbers(0, 5);
    Block second = numbers(5, 9);
    CoderProperties.coderDecodeEncodeEqual(BlockCoder.of(), first);
    CoderProperties.coderDeterministic(BlockCoder.of(), first, numbers(0, 5));

    try (Kernel kernel = Kernel.open(KernelSettings.single())) {
      kernel.load("merged", List.of(first, second));

      assertThat(kernel.number("SELECT CAST(sum(n) AS BIGINT) FROM merged")).isEqualTo(36);
      assertThat(kernel.rows("SELECT word FROM merged WHERE n = 7", row -> row.getString(1)))
          .containsExactly("w7");
    }
  }

  @Test
  void textGoesInAndComesOutAsItIs() {
    List<String> words = Arrays.asList("plain", "", null, "Łódź 🏙");
    try (Kernel kernel = Kernel.open(KernelSettings.single())) {
      kernel.executeWith(
          "CREATE TABLE kept AS SELECT word, other FROM arriving_text",
          new TreeMap<>(Map.of("word", words, "other", List.of("1", "2", "3", "4"))));

      assertThat(kernel.texts("SELECT word FROM kept ORDER BY other")).isEqualTo(words);
      assertThat(kernel.texts("SELECT word FROM kept WHERE false")).isEmpty();
    }
  }

  @Test
  void blocksOfOtherColumnsAreRefused() {
    try (Kernel kernel = Kernel.open(KernelSettings.single())) {
      Block other = kernel.block("SELECT 1 AS only");
      assertThatThrownBy(() -> kernel.load("merged", List.of(numbers(0, 2), other)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("different columns");
    }
  }

  @Test
  void statementsReachNamedFoldersOnly() throws Exception {
    Path outside = Files.writeString(folder.resolve("outside.csv"), "a\n1\n");
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Files.writeString(inside.resolve("data.csv"), "a\n2\n");

    try (Kernel kernel = Kernel.open(KernelSettings.single().reading(List.of(inside.toString())))) {
      assertThat(kernel.number("SELECT a FROM read_csv(?)", inside.resolve("data.csv").toString()))
          .isEqualTo(2);
      assertThatThrownBy(() -> kernel.number("SELECT a FROM read_csv(?)", outside.toString()))
          .isInstanceOf(KernelException.class);
      assertThatThrownBy(() -> kernel.execute("SET enable_external_access = true"))
          .isInstanceOf(KernelException.class);
      assertThatThrownBy(() -> kernel.execute("INSTALL httpfs"))
          .isInstanceOf(KernelException.class);
    }
  }

  @Test
  void workingDaysAreCountedAsOnACalendar() {
    WorkingDays calendar = WorkingDays.shipped();
    // Easter, Christmas and a bank holiday of one year only lie within.
    LocalDate first = LocalDate.of(2022, 4, 11);
    try (Kernel kernel = Kernel.open(KernelSettings.single())) {
      for (int from = 0; from < 21; from++) {
        for (int days = -3; days < 270; days += 13) {
          LocalDate after = first.plusDays(from);
          LocalDate upTo = after.plusDays(days);
          assertThat(
                  kernel.number(
                      "SELECT working_days(DATE '%s', DATE '%s')::BIGINT".formatted(after, upTo)))
              .as("%s to %s", after, upTo)
              .isEqualTo(calendar.between(after, upTo));
        }
      }
      assertThat(kernel.number("SELECT working_days(DATE '2022-09-16', DATE '2022-09-20')"))
          .isEqualTo(1);
    }
  }

  @Test
  void failuresDoNotQuoteCells() {
    try (Kernel kernel = Kernel.open(KernelSettings.single())) {
      kernel.execute("CREATE TABLE t AS SELECT 'Jane Secret' AS name");
      assertThatThrownBy(() -> kernel.number("SELECT CAST(name AS BIGINT) FROM t"))
          .isInstanceOf(KernelException.class)
          .hasMessageNotContaining("Secret")
          .hasNoCause();
    }
  }

  @Test
  void sameRowsGiveTheSameParquetBytesWithOneAndFourThreads() throws Exception {
    String select = "SELECT i, i % 7 AS k FROM range(100000) r(i) ORDER BY k, i";
    byte[] one;
    byte[] four;
    try (Kernel kernel = Kernel.open(new KernelSettings(1, 1L << 30, List.of()))) {
      Path file = kernel.scratch().resolve("one.parquet");
      assertThat(kernel.writeParquet(select, file, 20_000)).isEqualTo(100_000);
      one = Files.readAllBytes(file);
    }
    try (Kernel kernel = Kernel.open(new KernelSettings(4, 1L << 30, List.of()))) {
      Path file = kernel.scratch().resolve("four.parquet");
      kernel.writeParquet(select, file, 20_000);
      four = Files.readAllBytes(file);
    }
    assertThat(four).isEqualTo(one);
  }

  private static Block numbers(int from, int to) {
    try (Kernel kernel = Kernel.open(KernelSettings.single())) {
      return kernel.block(
          "SELECT n, 'w' || n AS word FROM range(" + from + ", " + to + ") r(n) ORDER BY n");
    }
  }
}
