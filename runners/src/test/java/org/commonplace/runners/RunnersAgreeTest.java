package org.commonplace.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published bytes are the same, whatever ran the jobs and in whatever order files lay there.
 */
class RunnersAgreeTest {
  @TempDir Path folder;

  @Test
  void workersOrderLocaleAndTimeZoneChangeNoByte() throws IOException {
    Map<String, String> expected = releaseOf("one", "--workers", "1");
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      Path shuffled =
          Commonplace.shuffledCopy(
              Commonplace.sample().resolve("inbox"), folder.resolve("shuffled"), 7);
      Path workspace = folder.resolve("two");
      Commonplace.Ended ended = Commonplace.runSample(shuffled, workspace, "--workers", "2");
      assertThat(ended.code()).as(ended.output()).isZero();
      assertThat(Commonplace.hashes(Commonplace.published(workspace))).isEqualTo(expected);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void aSecondRunChangesNothing() throws IOException {
    Map<String, String> first = releaseOf("again", "--workers", "2");
    Path workspace = folder.resolve("again");
    Map<String, String> lake = Commonplace.hashes(workspace.resolve("lake"));
    Map<String, String> ledger = Commonplace.hashes(workspace.resolve("ledger"));

    assertThat(releaseOf("again", "--workers", "2")).isEqualTo(first);
    assertThat(Commonplace.hashes(workspace.resolve("lake"))).isEqualTo(lake);
    assertThat(Commonplace.hashes(workspace.resolve("ledger"))).isEqualTo(ledger);
    try (var releases = Files.list(workspace.resolve("releases"))) {
      assertThat(releases.filter(Files::isDirectory)).hasSize(1);
    }
  }

  @Test
  @Tag("flink")
  void flinkPublishesWhatDirectPublishes() throws IOException {
    Map<String, String> direct = releaseOf("direct", "--workers", "2");
    assertThat(releaseOf("flink1", "--workers", "1", "--runner=FlinkRunner")).isEqualTo(direct);
    assertThat(releaseOf("flink2", "--workers", "2", "--runner=FlinkRunner")).isEqualTo(direct);
  }

  @Test
  @Tag("spark")
  void sparkPublishesWhatDirectPublishes() throws IOException {
    Map<String, String> direct = releaseOf("direct", "--workers", "2");
    assertThat(releaseOf("spark", "--workers", "2", "--runner=SparkRunner")).isEqualTo(direct);
  }

  private Map<String, String> releaseOf(String name, String... options) throws IOException {
    Path workspace = folder.resolve(name);
    Commonplace.Ended ended =
        Commonplace.runSample(Commonplace.sample().resolve("inbox"), workspace, options);
    assertThat(ended.code()).as(ended.output()).isZero();
    Map<String, String> hashes = Commonplace.hashes(Commonplace.published(workspace));
    assertThat(hashes).isNotEmpty();
    return hashes;
  }
}
