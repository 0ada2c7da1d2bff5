package org.commonplace.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.StageFailure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishStageTest {
  @TempDir static Path folder;
  private static ReleaseFixture fixture;

  /** A release without pages, and one with: two releases of one workspace. */
  private static String first;

  private static String second;

  @BeforeAll
  static void makeTwoReleases() {
    fixture = ReleaseFixture.in(folder);
    StageContext dataOnly = fixture.context(StageContext.Switch.DATA_ONLY);
    ReleaseFixture.stage().run(dataOnly);
    first = ReleaseStage.made(dataOnly).orElseThrow();
    ReleaseFixture.stage().run(fixture.context());
    second = ReleaseStage.made(fixture.context()).orElseThrow();
  }

  @Test
  void publishingSwapsThePointerAndAnEarlierReleaseIsTheWayBack() throws IOException {
    PublishStage.ofRelease(first).run(fixture.context());
    assertThat(current()).isEqualTo(first);
    new PublishStage().run(fixture.context());
    assertThat(current()).isEqualTo(second);
    assertThat(new PublishStage().run(fixture.context()).changed()).isZero();
    PublishStage.ofRelease(first).run(fixture.context());
    assertThat(current()).isEqualTo(first);
    String index = Files.readString(folder.resolve("releases/index.json"));
    assertThat(new ReleaseSchemas().mistakes("releases", index)).isEmpty();
    assertThat(index).contains("\"current\":\"" + first + "\"").contains(second);
  }

  @Test
  void anyFlippedByteIsFoundAndNotPublished() throws IOException {
    Path release = folder.resolve("releases").resolve(second);
    List<PublishedFile> files = ReleaseFolder.list(release);
    assertThat(files).hasSizeGreaterThan(25);
    for (PublishedFile file : files) {
      Path path = release.resolve(file.path());
      byte[] sound = Files.readAllBytes(path);
      byte[] damaged = sound.clone();
      damaged[(int) (file.bytes() * 2 / 3)] ^= 0x10;
      Files.write(path, damaged);
      assertThat(Verification.of(release)).as(file.path()).isNotEmpty();
      Files.write(path, sound);
    }
    assertThat(Verification.of(release)).isEmpty();

    PublishStage.ofRelease(first).run(fixture.context());
    Path areas = release.resolve("data/areas.json");
    byte[] sound = Files.readAllBytes(areas);
    Files.write(areas, "{}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> PublishStage.ofRelease(second).run(fixture.context()))
        .isInstanceOfSatisfying(
            StageFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(StageFailure.Kind.GATE))
        .hasMessageContaining("data/areas.json");
    assertThat(current()).isEqualTo(first);
    // Releasing again restores what was damaged, as the name says what it must be.
    assertThat(ReleaseFixture.stage().run(fixture.context()).changed()).isEqualTo(1);
    assertThat(Files.readAllBytes(areas)).isEqualTo(sound);
    assertThat(Verification.of(release)).isEmpty();
  }

  @Test
  void aMissingAndAnExtraFileAreFound(@TempDir Path other) throws IOException {
    Path copy = copyOf(second, other.resolve(second));
    Files.delete(copy.resolve("data/quality.json"));
    Files.writeString(copy.resolve("site/extra.txt"), "more");
    assertThat(Verification.of(copy))
        .extracting(Verification.Failure::toString)
        .contains(
            "data/quality.json: is named in the SHA256SUMS but missing",
            "site/extra.txt: is there but not named in the SHA256SUMS");
  }

  @Test
  void aReleaseWhoseHashesAreAllRewrittenStillHasAnotherName(@TempDir Path other)
      throws IOException {
    Path copy = copyOf(second, other.resolve(second));
    Path manifest = copy.resolve("data/manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("=Millbrook", "=Millbrooks"));
    new ReleaseFolder(copy).writeChecksums();
    assertThat(Verification.of(copy))
        .extracting(Verification.Failure::problem)
        .anyMatch(problem -> problem.startsWith("names release " + second));
  }

  @Test
  void brokenLinksAndFetchesFromElsewhereAreFound(@TempDir Path other) throws IOException {
    Path copy = copyOf(second, other.resolve(second));
    Files.writeString(
        copy.resolve("site/index.html"),
        "<a href=\"nowhere/\">x</a><a href=\"https://example.org/\">fine</a>"
            + "<script src=\"https://example.org/x.js\"></script><a href=\"#here\">y</a>");
    new ReleaseFolder(copy).writeChecksums();
    assertThat(Verification.of(copy))
        .extracting(Verification.Failure::toString)
        .containsExactly(
            "site/index.html: fetches from elsewhere: https://example.org/x.js",
            "site/index.html: leads to nothing: nowhere/");
  }

  @Test
  void aNumberInAHiddenPeriodIsFound(@TempDir Path other) throws IOException {
    Path copy = copyOf(first, other.resolve(first));
    Path area = copy.resolve("data/area/dell.json");
    String json = Files.readString(area);
    assertThat(json).contains("[\"suppressed\",");
    Files.writeString(area, json.replace("[\"suppressed\",", "[\"reported\","));
    assertThat(Verification.of(copy))
        .extracting(Verification.Failure::problem)
        .anyMatch(problem -> problem.contains("is reported without a number"));
  }

  @Test
  void anUnknownReleaseIsMissingInput() {
    assertThatThrownBy(() -> PublishStage.ofRelease("0123456789abcdef").run(fixture.context()))
        .isInstanceOfSatisfying(
            StageFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(StageFailure.Kind.INPUT_MISSING));
    assertThatThrownBy(() -> PublishStage.ofRelease("../../etc").run(fixture.context()))
        .isInstanceOfSatisfying(
            StageFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(StageFailure.Kind.BAD_DEFINITION));
  }

  /**
   * Ends a process at each step that a reader can see, as a kill would, and looks at what is left.
   */
  @Test
  void aKillAtAnyMomentLeavesTheOldReleaseOrTheNewOne(@TempDir Path other) throws Exception {
    ReleaseFixture killed = ReleaseFixture.in(other);
    copyOf(first, other.resolve("releases").resolve(first));
    new ReleaseStore(killed.workspace(), Checkpoint.NONE).point(first);
    Path made = folder.resolve("releases").resolve(second);
    int pagesDrawn = 3;
    assertThat(KilledRun.start(other, pagesDrawn, KilledRun.Scope.STAGE, made))
        .isEqualTo(KilledRun.KILLED);
    assertThat(names(other.resolve("releases"))).hasSize(3).contains(first);
    List<String> published = new ArrayList<>();
    int steps = 0;
    while (true) {
      int code = KilledRun.start(other, ++steps, KilledRun.Scope.INSTALL, made);
      published.add(Files.readString(other.resolve("current")).strip());
      String now = published.get(published.size() - 1);
      assertThat(now).isIn(first, second);
      assertThat(Verification.of(other.resolve("releases").resolve(now))).isEmpty();
      if (code == 0) {
        break;
      }
      assertThat(code).isEqualTo(KilledRun.KILLED);
      // The next process begins where this one did.
      new ReleaseStore(killed.workspace(), Checkpoint.NONE).point(first);
      ReleaseFolder.delete(other.resolve("releases").resolve(second));
    }
    // Every step was reached: before the swap the old release is seen, from it on the new one.
    assertThat(steps).isEqualTo(6);
    assertThat(published.get(0)).isEqualTo(first);
    assertThat(published.get(published.size() - 1)).isEqualTo(second);
    assertThat(names(other.resolve("releases")))
        .containsExactlyInAnyOrder(first, second, "index.json");
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void withoutNodeTheMessageSaysWhatToDo() {
    SiteRenderer renderer = new SiteRenderer("no-such-node", new byte[0]);
    assertThatThrownBy(renderer::requireNode)
        .isInstanceOfSatisfying(
            StageFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(StageFailure.Kind.INPUT_MISSING))
        .hasMessageContaining("no-such-node")
        .hasMessageContaining("--data-only");
  }

  @Test
  void whatTheRendererSaysIsInTheMessageWhenItFails(@TempDir Path other) {
    SiteRenderer renderer =
        new SiteRenderer(
            "node", "console.error('no areas'); process.exit(5)".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> renderer.render(other, other.resolve("site")))
        .hasMessageContaining("code 5")
        .hasMessageContaining("no areas");
  }

  private static String current() throws IOException {
    return Files.readString(folder.resolve("current")).strip();
  }

  private static Path copyOf(String id, Path target) throws IOException {
    Path source = folder.resolve("releases").resolve(id);
    for (PublishedFile file : ReleaseFolder.list(source)) {
      ReleaseFolder.write(
          target.resolve(file.path()), Files.readAllBytes(source.resolve(file.path())));
    }
    assertThat(Verification.of(target)).isEmpty();
    return target;
  }
}
