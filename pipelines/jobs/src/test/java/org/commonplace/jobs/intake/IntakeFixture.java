package org.commonplace.jobs.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.stage.Resources;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.StageOutcome;
import org.commonplace.jobs.stage.TokenKey;

/** An inbox and a workspace in a folder, and intake run on them. */
final class IntakeFixture {
  static final String KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
  private static final Instant SENT = Instant.parse("2026-04-02T08:00:00Z");

  final Path inbox;
  final Path workspace;
  private Resources resources = new Resources(2, 2, 1L << 30);

  IntakeFixture(Path folder) {
    this.inbox = folder.resolve("inbox");
    this.workspace = folder.resolve("workspace");
  }

  IntakeFixture with(Resources other) {
    this.resources = other;
    return this;
  }

  Path deliver(String path, String text) {
    return deliver(path, text.getBytes(StandardCharsets.UTF_8), SENT);
  }

  Path deliver(String path, byte[] bytes) {
    return deliver(path, bytes, SENT);
  }

  Path deliver(String path, byte[] bytes, Instant sent) {
    try {
      Path file = inbox.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      Files.setLastModifiedTime(file, FileTime.from(sent));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  StageContext context(StageContext.Switch... switches) {
    try {
      PipelineOptions options = PipelineOptionsFactory.create();
      options.setTempLocation(workspace.resolveSibling("temp").toString());
      return new StageContext(
          new Workspace(workspace.toString()),
          Optional.of(inbox.toString()),
          YearMonth.of(2026, 3),
          Optional.empty(),
          Optional.of(Path.of(IntakeFixture.class.getResource("/intake/contracts").toURI())),
          Optional.empty(),
          Optional.of(TokenKey.parse(KEY)),
          resources,
          Set.of(switches),
          options,
          line -> {});
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  StageOutcome run(StageContext.Switch... switches) {
    return new IntakeStage().run(context(switches));
  }

  List<LedgerEntry> ledger() {
    return new Ledger(new Workspace(workspace.toString())).entries();
  }

  /** The only entry. */
  LedgerEntry entry() {
    List<LedgerEntry> entries = ledger();
    if (entries.size() != 1) {
      throw new AssertionError("expected one ledger entry, found " + entries);
    }
    return entries.get(0);
  }

  /** Rows of the only output of the only entry, each as its columns joined by a bar. */
  List<String> rows(String columns) {
    return query(columns, entry().outputs().get(0).path());
  }

  List<String> query(String columns, String path) {
    try (Kernel kernel =
        Kernel.open(KernelSettings.single().reading(List.of(workspace.toString())))) {
      return kernel.rows(
          "SELECT concat_ws('|', "
              + columns
              + ") FROM read_parquet("
              + Kernel.literal(workspace.resolve(path).toString())
              + ") ORDER BY \"row\"",
          row -> row.getString(1));
    }
  }

  String report(LedgerEntry entry, String file) {
    try {
      return Files.readString(workspace.resolve(ReportFiles.folder(entry)).resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file of the workspace by path, with its bytes in hex. */
  List<String> everything() {
    try (Stream<Path> files = Files.walk(workspace)) {
      List<String> all = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.add(workspace.relativize(file) + " " + Hashes.of(file));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
