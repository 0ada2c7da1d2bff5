package org.commonplace.jobs.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives a made release its name and publishes it, in a process that dies at the wanted step. */
final class KilledRun {
  static final int KILLED = 137;

  private KilledRun() {}

  /** What the process does. */
  enum Scope {
    STAGE,
    INSTALL
  }

  /** Runs in a new process; returns its exit code. */
  static int start(Path workspace, int lastStep, Scope scope, Path made)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            KilledRun.class.getName(),
            workspace.toString(),
            Integer.toString(lastStep),
            scope.name(),
            made.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(workspace.resolve("killed.log").toFile())
            .start();
    return process.waitFor();
  }

  public static void main(String[] args) {
    ReleaseFixture fixture = ReleaseFixture.at(Path.of(args[0]));
    int last = Integer.parseInt(args[1]);
    AtomicInteger steps = new AtomicInteger();
    Checkpoint checkpoint =
        step -> {
          if (steps.incrementAndGet() == last) {
            // No finally, no shutdown hook: what a kill leaves.
            Runtime.getRuntime().halt(KILLED);
          }
        };
    if (args[2].equals(Scope.STAGE.name())) {
      new ReleaseStage(
              () ->
                  new SiteRenderer("node", ReleaseFixture.SCRIPT.getBytes(StandardCharsets.UTF_8)),
              checkpoint)
          .run(fixture.context());
    } else {
      install(fixture, Path.of(args[3]), checkpoint);
    }
    System.exit(0);
  }

  /** The end of the release stage with a release that is made already, then the publish stage. */
  private static void install(ReleaseFixture fixture, Path made, Checkpoint checkpoint) {
    String id = made.getFileName().toString();
    ReleaseStore store = new ReleaseStore(fixture.workspace(), checkpoint);
    try (BuildArea area = store.build()) {
      ReleaseFolder built = new ReleaseFolder(area.folder().resolve("release"));
      for (PublishedFile file : ReleaseFolder.list(made)) {
        ReleaseFolder.write(
            built.root().resolve(file.path()), Files.readAllBytes(made.resolve(file.path())));
      }
      store.install(built, id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new PublishStage(Optional.of(id), checkpoint).run(fixture.context());
  }
}
