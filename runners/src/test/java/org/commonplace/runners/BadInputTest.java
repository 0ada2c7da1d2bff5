package org.commonplace.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Input that cannot be used ends a run with a message that names it and the documented exit code;
 * nothing is published, and a release that was there stays as it was.
 */
class BadInputTest {
  private static final String CONTRACT = "merrowby-attendance-north";

  @TempDir Path folder;
  private Path inbox;
  private Path workspace;

  /** Writes one delivery that cannot be used. */
  @FunctionalInterface
  interface Spoiler {
    void write(Path inbox) throws IOException;
  }

  record Case(String name, int code, String said, Spoiler spoiler) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "unknown contract",
            3,
            "no-such-contract",
            in -> put(in, "north-schools/no-such-contract/a.csv", "a,b\n1,2\n")),
        new Case(
            "another partner's file",
            3,
            "south-academies",
            in -> put(in, "south-academies/" + CONTRACT + "/a.csv", "a,b\n1,2\n")),
        new Case("empty file", 3, "empty.csv", in -> put(in, file("empty.csv"), "")),
        new Case(
            "header only", 3, "header.csv", in -> put(in, file("header.csv"), header() + "\n")),
        new Case(
            "other columns",
            3,
            "other.csv",
            in -> put(in, file("other.csv"), "apples,pears\n1,2\n")),
        new Case(
            "a binary",
            3,
            "picture.csv",
            in -> {
              byte[] noise = new byte[20_000];
              new Random(3).nextBytes(noise);
              Files.write(path(in, file("picture.csv")), noise);
            }),
        new Case(
            "a web page",
            3,
            "login.csv",
            in -> put(in, file("login.csv"), "<!DOCTYPE html><html><body>Log in</body></html>")),
        new Case(
            "half a gzip file",
            3,
            "half.csv.gz",
            in -> {
              ByteArrayOutputStream whole = new ByteArrayOutputStream();
              try (OutputStream out = new GZIPOutputStream(whole)) {
                out.write((header() + "\n").repeat(2_000).getBytes(StandardCharsets.UTF_8));
              }
              byte[] bytes = whole.toByteArray();
              Files.write(
                  path(in, file("half.csv.gz")), java.util.Arrays.copyOf(bytes, bytes.length / 2));
            }),
        new Case(
            "one line of 2 GB",
            3,
            "line.csv",
            in -> {
              // Sparse: takes no disk, and reads as zero bytes without a line end.
              try (RandomAccessFile out =
                  new RandomAccessFile(path(in, file("line.csv")).toFile(), "rw")) {
                out.write((header() + "\n").getBytes(StandardCharsets.UTF_8));
                out.setLength(2L << 30);
              }
            }));
  }

  @BeforeEach
  void copySample() throws IOException {
    inbox = folder.resolve("inbox");
    workspace = folder.resolve("workspace");
    // Enough for a release, little enough to run it often.
    for (String partner : List.of("city-council", "north-schools")) {
      Commonplace.shuffledCopy(
          Commonplace.sample().resolve("inbox").resolve(partner), inbox.resolve(partner), 1);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theRunSaysNoAndPublishesNothing(Case bad) throws IOException {
    bad.spoiler().write(inbox);

    Commonplace.Ended ended = Commonplace.runSample(inbox, workspace);

    assertThat(ended.code()).as(ended.output()).isEqualTo(bad.code());
    assertThat(ended.output()).contains(bad.said());
    assertThat(workspace.resolve("current")).doesNotExist();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void aPublishedReleaseOutlivesABadDeliveryAndToleranceGoesOn() throws IOException {
    assertThat(Commonplace.runSample(inbox, workspace).code()).isZero();
    String current = Files.readString(workspace.resolve("current"));
    Map<String, String> before = Commonplace.hashes(workspace.resolve("releases"));
    put(inbox, file("empty.csv"), "");

    assertThat(Commonplace.runSample(inbox, workspace).code()).isEqualTo(3);
    assertThat(workspace.resolve("current")).hasContent(current);
    assertThat(Commonplace.hashes(workspace.resolve("releases"))).isEqualTo(before);

    assertThat(Commonplace.runSample(inbox, workspace, "--tolerate-refused").code()).isZero();
  }

  @Test
  void aWorkspaceThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");

    Commonplace.Ended ended = Commonplace.runSample(inbox, file.resolve("workspace"));

    assertThat(ended.code()).as(ended.output()).isIn(1, 4);
    assertThat(ended.output()).contains(file.toString());
  }

  @Test
  void aBadExpressionIsToldWithFileLineAndField() throws IOException {
    Path indicators = Files.createDirectory(folder.resolve("indicators"));
    try (var shipped = BadInputTest.class.getResourceAsStream("/indicators/EDU-01.yaml")) {
      String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(
          indicators.resolve("EDU-01.yaml"),
          text.replaceFirst("(?m)^numerator:.*$", "numerator: absent * 10 >= impossible"));
    }

    Commonplace.Ended ended =
        Commonplace.runSample(inbox, workspace, "--indicators", indicators.toString());

    assertThat(ended.code()).as(ended.output()).isEqualTo(2);
    assertThat(ended.output()).contains("EDU-01.yaml:", "numerator", "impossible");
    assertThat(workspace.resolve("lake")).doesNotExist();
    assertThat(workspace.resolve("current")).doesNotExist();
  }

  /** Files that a write left behind half done. */
  private List<Path> leftovers() throws IOException {
    if (!Files.exists(workspace)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(workspace)) {
      return walk.filter(path -> path.getFileName().toString().endsWith(".part")).toList();
    }
  }

  private static String file(String name) {
    return "north-schools/" + CONTRACT + "/" + name;
  }

  /** The header that the sample's own files of this contract have. */
  private static String header() {
    Path own = Commonplace.sample().resolve("inbox/north-schools/" + CONTRACT);
    try (Stream<Path> files = Files.list(own)) {
      Path first =
          files.filter(path -> path.toString().endsWith(".csv")).sorted().findFirst().get();
      return new String(Files.readAllBytes(first), StandardCharsets.ISO_8859_1)
          .lines()
          .findFirst()
          .get();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Path path(Path inbox, String name) throws IOException {
    Path path = inbox.resolve(name);
    Files.createDirectories(path.getParent());
    return path;
  }

  private static void put(Path inbox, String name, String text) throws IOException {
    Files.writeString(path(inbox, name), text);
  }
}
