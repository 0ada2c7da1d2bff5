package org.commonplace.jobs.intake;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.commonplace.jobs.stage.TokenKey;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.Dataset;
import org.commonplace.schemas.Definitions;

/**
 * What intake holds deliveries to.
 *
 * @param contracts versions by id, highest first
 * @param datasets canonical tables by name
 * @param key makes tokens of identifiers; empty when none is given
 */
record Agreements(
    Map<String, List<Contract>> contracts, Map<String, Dataset> datasets, Optional<TokenKey> key) {

  /** The same in a form that travels to workers. */
  record Travelling(
      TreeMap<String, List<Contract>> contracts, TreeMap<String, Dataset> datasets, TokenKey key)
      implements Serializable {
    Agreements agreements() {
      return new Agreements(contracts, datasets, Optional.ofNullable(key));
    }
  }

  static Agreements of(Definitions definitions, Optional<TokenKey> key) {
    return new Agreements(definitions.contracts(), definitions.datasets(), key);
  }

  Travelling travelling() {
    return new Travelling(new TreeMap<>(contracts), new TreeMap<>(datasets), key.orElse(null));
  }

  List<Contract> versions(String contract) {
    return contracts.getOrDefault(contract, List.of());
  }

  List<String> ids() {
    return contracts.keySet().stream().sorted().toList();
  }

  Dataset dataset(String name) {
    Dataset dataset = datasets.get(name);
    if (dataset == null) {
      throw new IllegalStateException("contracts are checked to name known datasets: " + name);
    }
    return dataset;
  }
}
