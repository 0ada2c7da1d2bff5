package org.commonplace.runners.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.commonplace.runners.Commonplace;

/**
 * One timed case in a process of its own: {@code BenchCase CASE FOLDER ROWS MONTHS} does the work
 * once, cold, and prints its wall time, CPU time and peak resident memory.
 */
final class BenchCase {
  /** Before the number of indicators. */
  static final String MANY = "many-";

  private BenchCase() {}

  public static void main(String[] arguments) throws Exception {
    BenchFiles files =
        new BenchFiles(
            Path.of(arguments[1]), Long.parseLong(arguments[2]), Integer.parseInt(arguments[3]));
    long start = System.nanoTime();
    run(arguments[0], files);
    double wall = (System.nanoTime() - start) / 1e9;
    double cpu =
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    System.out.printf(Locale.ROOT, "RESULT %.3f %.3f %d%n", wall, cpu, peakResidentBytes());
    System.out.flush();
    // Runners leave threads behind.
    Runtime.getRuntime().halt(0);
  }

  private static void run(String name, BenchFiles files) throws IOException, SQLException {
    Path out = files.folder().resolve(name);
    if (name.startsWith(MANY)) {
      Path definitions = files.folder().resolve("indicators-" + name);
      ManyIndicators.write(definitions, Integer.parseInt(name.substring(MANY.length())));
      stage("indicators", files, "--indicators", definitions.toString());
      return;
    }
    switch (name) {
      case "intake" -> stage("intake", files);
      case "indicators" -> stage("indicators", files);
      case SignalsBench.CASE -> SignalsBench.run(files);
      case "duckdb-intake" -> DuckDbPeer.intake(files, out);
      case "duckdb-indicators" -> DuckDbPeer.indicators(lake(files), files.places(), out);
      case "duckdb-many" -> DuckDbPeer.manyIndicators(lake(files), files.places(), out);
      case "rows-intake" -> RowBeamPeer.intake(files, out);
      case "rows-indicators" ->
          RowBeamPeer.indicators(files.folder().resolve("rows-intake"), files, out);
      default -> throw new IllegalArgumentException("no case " + name);
    }
  }

  private static void stage(String stage, BenchFiles files, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                stage,
                "--inbox",
                files.inbox().toString(),
                "--workspace",
                files.folder().resolve("workspace").toString(),
                "--month",
                BenchFiles.LAST.toString(),
                "--key-file",
                files.key().toString(),
                "--contracts",
                files.folder().resolve("contracts").toString()));
    arguments.addAll(List.of(more));
    Commonplace.Ended ended = Commonplace.run(arguments.toArray(String[]::new));
    if (ended.code() != 0) {
      throw new IllegalStateException(
          stage + " ended with " + ended.code() + ": " + ended.output());
    }
  }

  /** The attendance files of the lake that intake wrote. */
  static List<Path> lake(BenchFiles files) throws IOException {
    return below(files.folder().resolve("workspace/lake/attendance"), ".parquet");
  }

  static List<Path> below(Path folder, String suffix) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return new ArrayList<>(
          walk.filter(path -> path.toString().endsWith(suffix)).sorted().toList());
    }
  }

  /** VmHWM of this process; 0 where the system does not tell. */
  private static long peakResidentBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    return 0;
  }
}
