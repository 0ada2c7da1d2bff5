package org.commonplace.jobs.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;

/**
 * Takes in one delivery: lake files, report, and an outcome that the launcher enters into the
 * ledger. Doing it twice writes the same bytes to the same places, so a retried bundle harms
 * nothing; until the ledger names them, nobody reads them.
 */
final class IntakeFn extends DoFn<KV<Integer, Arrival>, String> {
  private static final long serialVersionUID = 1L;

  private final Agreements.Travelling agreements;
  private final KernelSettings settings;
  private final Workspace workspace;
  private final HashSet<String> known;
  private final String outcomes;

  /**
   * @param known partner, contract and hash of what was taken in before, as {@link #knownAs} says
   * @param outcomes folder of the outcomes, relative to the workspace
   */
  IntakeFn(
      Agreements.Travelling agreements,
      KernelSettings settings,
      Workspace workspace,
      HashSet<String> known,
      String outcomes) {
    this.agreements = agreements;
    this.settings = settings;
    this.workspace = workspace;
    this.known = known;
    this.outcomes = outcomes;
  }

  /** How a delivery that needs no second look is remembered. */
  static String knownAs(String partner, String contract, String sha256) {
    return partner + "/" + contract + "/" + sha256;
  }

  @ProcessElement
  public void processElement(@Element KV<Integer, Arrival> element, OutputReceiver<String> out) {
    Arrival arrival = element.getValue();
    Path scratch = null;
    try {
      scratch = Files.createTempDirectory("commonplace-intake-");
      SortedMap<String, Path> staged = new TreeMap<>();
      SortedMap<String, String> hashes = new TreeMap<>();
      for (Arrival.ArrivedFile file : arrival.files()) {
        Path folder = Files.createDirectories(scratch.resolve("staged-" + staged.size()));
        Path local = staged(file.uri(), folder);
        staged.put(file.name(), local);
        hashes.put(
            file.name(),
            Files.isReadable(local) ? Hashes.of(local) : Hashes.ofUnreadable(file.name()));
      }
      if (known.contains(
          knownAs(arrival.partner(), arrival.contract(), Hashes.ofDelivery(hashes, arrival)))) {
        return;
      }
      Path work = Files.createDirectories(scratch.resolve("work"));
      Processed processed =
          DeliveryIntake.process(agreements.agreements(), settings, arrival, staged, hashes, work);
      out.output(store(processed, element.getKey()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot work on " + arrival.path(), e);
    } finally {
      delete(scratch);
    }
  }

  /**
   * The file on local disk. One that may not be read is a delivery to refuse, as on local disk; any
   * other failure may pass and ends the run.
   */
  private static Path staged(String uri, Path folder) {
    try {
      return WorkspaceFiles.stage(uri, folder);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof AccessDeniedException) {
        return folder.resolve("not-readable");
      }
      throw e;
    }
  }

  /** Brings everything to its place; the outcome last. */
  private String store(Processed processed, int ordinal) throws IOException {
    LedgerEntry entry = processed.entry();
    for (int i = 0; i < processed.outputs().size(); i++) {
      WorkspaceFiles.moveIn(
          processed.outputs().get(i), workspace.uri(entry.outputs().get(i).path()));
    }
    String folder = workspace.uri(ReportFiles.folder(entry)) + "/";
    WorkspaceFiles.write(folder + ReportFiles.JSON, ReportJson.bytes(processed.report()));
    WorkspaceFiles.moveIn(processed.findings(), folder + ReportFiles.CSV);
    WorkspaceFiles.write(folder + ReportFiles.HTML, ReportHtml.bytes(processed.report()));
    String outcome = outcomes + String.format(Locale.ROOT, "/%06d.json", ordinal);
    WorkspaceFiles.write(workspace.uri(outcome), entry.json());
    return outcome;
  }

  static void delete(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a scratch folder could not be removed", e);
    }
  }
}
