package org.commonplace.runners;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.hash.Hashing;
import org.commonplace.jobs.sample.SampleInbox;
import org.commonplace.jobs.sample.SampleOptions;

/** The command line as a test calls it, and the sample that the tests of this module share. */
public final class Commonplace {
  /** The last month of the sample. */
  public static final String MONTH = "2026-05";

  private static Path sample;

  private Commonplace() {}

  /** What a command said and how it ended. */
  public record Ended(int code, String output) {}

  /** Runs one command in this JVM. */
  public static Ended run(String... arguments) {
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said, true);
    List<String> all = new ArrayList<>(List.of("--log-format", "text"));
    all.addAll(List.of(arguments));
    int code = Main.run(writer, writer, all.toArray(String[]::new));
    return new Ended(code, said.toString());
  }

  /** A sample of 2,000 people over four months, written once for all tests of this JVM. */
  public static synchronized Path sample() {
    if (sample == null) {
      try {
        sample = Files.createTempDirectory("commonplace-sample-");
        SampleInbox.write(SampleOptions.into(sample).withPeople(2_000).withMonths(4));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(sample)));
    }
    return sample;
  }

  /** All stages on a copy of the shared sample, without pages. */
  public static Ended runSample(Path inbox, Path workspace, String... more) {
    return runSample(inbox.toString(), workspace.toString(), more);
  }

  /** All stages on a copy of the shared sample that lies at a URI, without pages. */
  public static Ended runSample(String inbox, String workspace, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--inbox",
                inbox,
                "--workspace",
                workspace,
                "--month",
                MONTH,
                "--key-file",
                sample().resolve("sample.key").toString(),
                "--data-only"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  /** The same files, created in another order, with the same times. */
  static Path shuffledCopy(Path from, Path to, long seed) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList());
    }
    Collections.shuffle(files, new Random(seed));
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
      Files.setLastModifiedTime(target, Files.getLastModifiedTime(file));
    }
    return to;
  }

  /** Hash of each file below a folder, by relative path. */
  static Map<String, String> hashes(Path folder) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        found.put(
            folder.relativize(file).toString(),
            Hashing.sha256().hashBytes(Files.readAllBytes(file)).toString());
      }
    }
    return found;
  }

  /** The published release's folder. */
  static Path published(Path workspace) throws IOException {
    return workspace
        .resolve("releases")
        .resolve(Files.readString(workspace.resolve("current")).strip());
  }

  private static void delete(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Collections.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
