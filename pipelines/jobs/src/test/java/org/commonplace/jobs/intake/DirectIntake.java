package org.commonplace.jobs.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.stage.TokenKey;
import org.commonplace.schemas.CodeLists;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.ContractLoader;
import org.commonplace.schemas.Dataset;
import org.commonplace.schemas.DefinitionFile;
import org.commonplace.schemas.Problems;

/** One delivery worked through without pipeline, inbox and shipped contracts. */
final class DirectIntake {
  static final String CONTRACT = "school-attendance";

  private final Path folder;
  private final Agreements agreements;
  private int count;

  DirectIntake(Path folder) {
    this.folder = folder;
    this.agreements = testContracts();
  }

  static Agreements testContracts() {
    try {
      Path root = Path.of(DirectIntake.class.getResource("/intake/contracts").toURI());
      Problems problems = new Problems();
      SortedMap<String, Dataset> datasets = Dataset.shipped();
      Map<String, List<Contract>> contracts = new TreeMap<>();
      for (Contract contract :
          ContractLoader.load(
              DefinitionFile.in(root, ".yaml"), datasets, CodeLists.NONE, problems)) {
        contracts.computeIfAbsent(contract.id(), id -> new ArrayList<>()).add(contract);
      }
      problems.throwIfAny();
      return new Agreements(contracts, datasets, Optional.of(TokenKey.parse(IntakeFixture.KEY)));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What came of a delivery, with its lake rows. */
  record Taken(Processed processed, List<String> rows) {
    LedgerEntry entry() {
      return processed.entry();
    }

    List<String> codes() {
      return entry().findings().stream().map(LedgerEntry.FindingCount::code).toList();
    }
  }

  Taken take(String name, String text) {
    return take(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Taken take(String name, byte[] bytes) {
    return take(CONTRACT, name, Map.of(name, bytes));
  }

  /** A folder of files when there are several, else a file. */
  Taken take(String contract, String name, Map<String, byte[]> contents) {
    try {
      Path here = Files.createDirectories(folder.resolve("delivery-" + count++));
      SortedMap<String, Path> staged = new TreeMap<>();
      SortedMap<String, String> hashes = new TreeMap<>();
      List<Arrival.ArrivedFile> files = new ArrayList<>();
      for (Map.Entry<String, byte[]> content : contents.entrySet()) {
        Path file = here.resolve(content.getKey());
        Files.write(file, content.getValue());
        staged.put(content.getKey(), file);
        hashes.put(content.getKey(), Hashes.of(file));
        files.add(
            new Arrival.ArrivedFile(
                file.toString(), content.getKey(), content.getValue().length, 1_775_000_000_000L));
      }
      return take(new Arrival("north", contract, name, files), staged, hashes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Taken take(Arrival arrival, SortedMap<String, Path> staged, SortedMap<String, String> hashes)
      throws IOException {
    Path scratch = Files.createDirectories(folder.resolve("scratch-" + count++));
    Processed processed =
        DeliveryIntake.process(
            agreements, KernelSettings.single(), arrival, staged, hashes, scratch);
    List<String> rows = new ArrayList<>();
    try (Kernel kernel =
        Kernel.open(KernelSettings.single().reading(List.of(scratch.toString())))) {
      for (Path output : processed.outputs()) {
        rows.addAll(
            kernel.rows(
                "SELECT CAST(to_json(t) AS VARCHAR) FROM (SELECT * EXCLUDE (file, partner, contract,"
                    + " contract_version) FROM read_parquet("
                    + Kernel.literal(output.toString())
                    + ")) t ORDER BY t.\"row\"",
                row -> row.getString(1)));
      }
    }
    return new Taken(processed, rows);
  }
}
