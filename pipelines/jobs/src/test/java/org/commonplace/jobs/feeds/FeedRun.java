package org.commonplace.jobs.feeds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.commonplace.jobs.indicators.IndicatorsStage;
import org.commonplace.jobs.indicators.PastValues;
import org.commonplace.jobs.intake.IntakeStage;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.release.ReleaseStage;
import org.commonplace.jobs.signals.SignalsStage;
import org.commonplace.jobs.stage.Resources;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.TokenKey;

/** An inbox of real files, the stages run over it, and what they wrote, read with SQL. */
final class FeedRun {
  private static final String KEY =
      "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

  private final Path root;

  FeedRun(Path root) {
    this.root = root;
  }

  /** Puts a file, or a folder of files, into the inbox as if it had been received at that time. */
  FeedRun put(String partner, String contract, Path source, String received) {
    Path folder = root.resolve("inbox").resolve(partner).resolve(contract);
    FileTime time = FileTime.from(Instant.parse(received));
    try {
      if (Files.isDirectory(source)) {
        Path target =
            Files.createDirectories(folder.resolve(source.getParent().getFileName().toString()));
        for (Path file : filesIn(source)) {
          arrive(file, target.resolve(file.getFileName().toString()), time);
        }
      } else {
        Files.createDirectories(folder);
        arrive(source, folder.resolve(source.getFileName().toString()), time);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Puts both exports of HUD's test kit into the inbox. */
  FeedRun putHmisExports() {
    String received = "2021-10-27T11:07:33Z";
    return put(
            "datalab-psh", "hmis-csv", SharedData.path("hmis-datalab/export/psh/source"), received)
        .put(
            "datalab-shelter",
            "hmis-csv",
            SharedData.path("hmis-datalab/export/es_nbn/source"),
            received);
  }

  /** Puts every CSV file of a folder into the inbox, each a delivery of its own. */
  FeedRun putAll(String partner, String contract, Path folder, String received) {
    try {
      for (Path file : filesIn(folder)) {
        if (file.toString().endsWith(".csv") || file.toString().endsWith(".csv.gz")) {
          put(partner, contract, file, received);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void arrive(Path source, Path target, FileTime time) throws IOException {
    Files.copy(source, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(target, time);
  }

  FeedRun intake(String month) {
    new IntakeStage().run(context(month, Optional.empty()));
    return this;
  }

  FeedRun indicators(String month) {
    new IndicatorsStage().run(context(month, Optional.empty()));
    return this;
  }

  FeedRun indicatorsAsOf(String month, String day) {
    new IndicatorsStage().run(context(month, Optional.of(LocalDate.parse(day))));
    return this;
  }

  FeedRun signals(String month) {
    new SignalsStage(PastValues::compute).run(context(month, Optional.empty()));
    return this;
  }

  /** Writes a release without pages and gives the folder of its data. */
  Path release(String month) {
    new ReleaseStage().run(context(month, Optional.empty()));
    Path releases = root.resolve("workspace").resolve(Workspace.RELEASES);
    try (Stream<Path> found = Files.list(releases)) {
      return found.filter(Files::isDirectory).findFirst().orElseThrow().resolve("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StageContext context(String month, Optional<LocalDate> asOf) {
    return new StageContext(
        workspace(),
        Optional.of(root.resolve("inbox").toString()),
        YearMonth.parse(month),
        asOf,
        Optional.empty(),
        Optional.empty(),
        Optional.of(TokenKey.parse(KEY)),
        Resources.ofThisMachine(),
        Set.of(StageContext.Switch.DATA_ONLY),
        PipelineOptionsFactory.create(),
        line -> {});
  }

  private Workspace workspace() {
    return new Workspace(root.resolve("workspace").toString());
  }

  /** Whether every row of every file has one of the four ends. */
  static boolean accountedFor(LedgerEntry entry) {
    return entry.files().stream()
        .allMatch(
            file ->
                file.received()
                    == file.accepted() + file.rejected() + file.duplicate() + file.ignored());
  }

  List<LedgerEntry> entries() {
    return new Ledger(workspace()).entries();
  }

  List<LedgerEntry> entries(String contract) {
    return entries().stream().filter(each -> each.contract().equals(contract)).toList();
  }

  List<LedgerEntry> current(String contract) {
    return new Ledger(workspace())
        .current(Optional.empty()).stream()
            .filter(each -> each.contract().equals(contract))
            .toList();
  }

  List<LedgerEntry> currentAsOf(String contract, String day) {
    return new Ledger(workspace())
        .current(Optional.of(LocalDate.parse(day))).stream()
            .filter(each -> each.contract().equals(contract))
            .toList();
  }

  /**
   * The rows of a query over the views {@code values} and {@code signals} of a run and over each
   * dataset as it stands, each row as one text with {@code |} between its columns.
   */
  List<String> query(String run, String sql) {
    try (Kernel kernel = Kernel.open(KernelSettings.single().reading(List.of(root.toString())))) {
      view(kernel, "values", shards(run, "values"));
      view(kernel, "signals", shards(run, "signals"));
      for (String dataset :
          List.of(
              "observation",
              "place",
              "population",
              "boundary",
              "person",
              "homelessness_episode",
              "looked_after_episode")) {
        view(kernel, dataset, lake(dataset));
      }
      return kernel.rows(
          sql,
          row -> {
            List<String> cells = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
              cells.add(String.valueOf(row.getObject(i)));
            }
            return String.join("|", cells);
          });
    }
  }

  private List<Path> shards(String run, String stage) {
    Path folder = root.resolve("workspace").resolve(Workspace.workFolder(run, stage));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> each.toString().endsWith(".parquet")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> lake(String dataset) {
    return new Ledger(workspace())
        .current(Optional.empty()).stream()
            .flatMap(entry -> entry.outputs().stream())
            .filter(output -> output.dataset().equals(dataset))
            .map(output -> root.resolve("workspace").resolve(output.path()))
            .sorted()
            .toList();
  }

  private static void view(Kernel kernel, String name, List<Path> files) {
    if (!files.isEmpty()) {
      kernel.execute(
          "CREATE VIEW "
              + Kernel.identifier(name)
              + " AS SELECT * FROM read_parquet("
              + Kernel.files(files)
              + ")");
    }
  }
}
