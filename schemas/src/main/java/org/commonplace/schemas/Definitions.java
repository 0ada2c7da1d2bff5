package org.commonplace.schemas;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The datasets and contracts of a run.
 *
 * @param datasets by name
 * @param contracts by id, highest version first
 * @param added those of the contracts that are not shipped
 */
public record Definitions(
    SortedMap<String, Dataset> datasets,
    SortedMap<String, List<Contract>> contracts,
    List<Contract> added)
    implements Serializable {

  public Definitions {
    datasets = Collections.unmodifiableSortedMap(new TreeMap<>(datasets));
    SortedMap<String, List<Contract>> copy = new TreeMap<>();
    contracts.forEach((id, versions) -> copy.put(id, List.copyOf(versions)));
    contracts = Collections.unmodifiableSortedMap(copy);
    added = List.copyOf(added);
  }

  /** What is shipped. */
  public static Definitions shipped() {
    Problems problems = new Problems();
    Definitions definitions = load(List.of(), problems);
    problems.throwIfAny();
    return definitions;
  }

  /**
   * What is shipped and what the directories add. A contract of a later directory replaces the one
   * of the same id and version before it.
   */
  public static Definitions load(List<Path> contractDirectories, Problems problems) {
    return load(contractDirectories, CodeLists.NONE, problems);
  }

  /**
   * The same, for who reads what is sent.
   *
   * @param codeLists codes that contracts name without listing them
   */
  public static Definitions load(
      List<Path> contractDirectories, CodeLists codeLists, Problems problems) {
    SortedMap<String, Dataset> datasets = Dataset.shipped();
    SortedMap<String, SortedMap<SemanticVersion, Contract>> byId = new TreeMap<>();
    addAll(
        ContractLoader.load(
            DefinitionFile.shipped("contracts", ".yaml"), datasets, codeLists, problems),
        byId);
    List<Contract> added = new ArrayList<>();
    for (Path directory : contractDirectories) {
      if (!Files.isDirectory(directory)) {
        problems.add(
            new Problem(
                directory.toString(), 0, "", "is not a folder", "a folder of contract files"));
        continue;
      }
      List<Contract> loaded =
          ContractLoader.load(DefinitionFile.in(directory, ".yaml"), datasets, codeLists, problems);
      addAll(loaded, byId);
      added.addAll(loaded);
    }
    SortedMap<String, List<Contract>> contracts = new TreeMap<>();
    byId.forEach(
        (id, versions) -> {
          List<Contract> descending = new ArrayList<>(versions.values());
          Collections.reverse(descending);
          contracts.put(id, descending);
        });
    return new Definitions(datasets, contracts, added);
  }

  private static void addAll(
      List<Contract> loaded, Map<String, SortedMap<SemanticVersion, Contract>> byId) {
    for (Contract contract : loaded) {
      byId.computeIfAbsent(contract.id(), id -> new TreeMap<>()).put(contract.version(), contract);
    }
  }

  /** All versions of a contract, highest first; empty when there is no such contract. */
  public List<Contract> contract(String id) {
    return contracts.getOrDefault(id, List.of());
  }

  /** One version of a contract. */
  public Optional<Contract> contract(String id, String version) {
    return contract(id).stream()
        .filter(each -> each.version().toString().equals(version))
        .findFirst();
  }

  /** A dataset that must exist, since contracts and indicators were checked against them. */
  public Dataset dataset(String name) {
    Dataset dataset = datasets.get(name);
    if (dataset == null) {
      throw new IllegalArgumentException(
          "There is no dataset " + name + " (there are: " + datasets.keySet() + ")");
    }
    return dataset;
  }
}
