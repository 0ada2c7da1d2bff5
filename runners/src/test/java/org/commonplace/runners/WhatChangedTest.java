package org.commonplace.runners;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each release says what differs from the one before it, and why. */
class WhatChangedTest {
  private static final String ATTENDANCE = "north-schools/merrowby-attendance-north";

  /** By the month: what is counted over the school year needs more months than the sample has. */
  private static final String OUTCOME = "ethnicity-known-of-pupils";

  @TempDir Path folder;

  @Test
  void aLateFileACorrectedFileAndNoNewsAreToldApart() throws IOException {
    Path inbox = folder.resolve("inbox");
    Path workspace = folder.resolve("workspace");
    for (String partner : List.of("city-council", "north-schools", "south-academies")) {
      Commonplace.shuffledCopy(
          Commonplace.sample().resolve("inbox").resolve(partner), inbox.resolve(partner), 1);
    }
    Path newest = newest(inbox.resolve(ATTENDANCE));
    byte[] content = Files.readAllBytes(newest);
    FileTime sent = Files.getLastModifiedTime(newest);
    Files.delete(newest);

    String first = run(inbox, workspace);
    JsonNode changes = changes(workspace);
    assertThat(changes.path("previousRelease").isNull()).isTrue();
    assertThat(workspace.resolve("releases/" + first + "/data/download/changes.csv"))
        .doesNotExist();

    Files.write(newest, content);
    Files.setLastModifiedTime(newest, sent);
    String second = run(inbox, workspace);
    changes = changes(workspace);
    assertThat(changes.path("previousRelease").asText()).isEqualTo(first);
    assertThat(causes(changes, OUTCOME)).containsKey("late_data");
    assertThat(causes(changes, OUTCOME)).doesNotContainKey("correction");
    assertThat(causes(changes, OUTCOME).get("late_data"))
        .isEqualTo(rows(workspace, second, OUTCOME, "late_data"));

    // Nothing has come since: the same release, to the byte, whatever is published by now.
    assertThat(run(inbox, workspace)).isEqualTo(second);

    String text = new String(content, StandardCharsets.ISO_8859_1);
    List<String> lines = new ArrayList<>(text.lines().toList());
    Files.write(
        newest,
        String.join("\n", lines.subList(0, lines.size() * 2 / 3))
            .concat("\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    Files.setLastModifiedTime(newest, FileTime.from(sent.toInstant().plusSeconds(86_400)));
    String third = run(inbox, workspace);
    changes = changes(workspace);
    assertThat(changes.path("previousRelease").asText()).isEqualTo(second);
    assertThat(causes(changes, OUTCOME)).containsOnlyKeys("correction");
    assertThat(changes.path("text").asText()).startsWith("Against the release of May 2026");
    assertThat(run(inbox, workspace)).isEqualTo(third);
  }

  private static String run(Path inbox, Path workspace) throws IOException {
    Commonplace.Ended ended = Commonplace.runSample(inbox, workspace, "--tolerate-refused");
    assertThat(ended.code()).as(ended.output()).isZero();
    return Files.readString(workspace.resolve("current")).strip();
  }

  private static Path newest(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList().stream()
          .reduce((left, right) -> right)
          .orElseThrow();
    }
  }

  private static JsonNode changes(Path workspace) throws IOException {
    return new ObjectMapper()
        .readTree(Commonplace.published(workspace).resolve("data/changes.json").toFile());
  }

  private static Map<String, Long> causes(JsonNode changes, String indicator) {
    Map<String, Long> causes = new TreeMap<>();
    for (JsonNode revision : changes.path("revisions")) {
      if (revision.path("indicator").asText().equals(indicator)) {
        for (JsonNode cause : revision.path("causes")) {
          causes.put(cause.path("cause").asText(), cause.path("count").asLong());
        }
      }
    }
    return causes;
  }

  private static long rows(Path workspace, String release, String indicator, String why)
      throws IOException {
    Path csv = workspace.resolve("releases/" + release + "/data/download/changes.csv");
    try (Stream<String> lines = Files.lines(csv)) {
      return lines
          .filter(line -> line.startsWith(indicator + ",") && line.endsWith("," + why))
          .count();
    }
  }
}
