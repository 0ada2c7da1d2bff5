package org.commonplace.jobs.indicators;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.Definitions;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.Problem;
import org.commonplace.schemas.Problems;

/** Which contracts an indicator may use: those that list it and its purpose. */
final class Permissions {
  private final Definitions definitions;
  private final Problems problems;

  Permissions(Definitions definitions, Problems problems) {
    this.definitions = definitions;
    this.problems = problems;
  }

  /** The contracts whose rows the indicator is made of; a use nobody agreed to is a mistake. */
  SortedSet<String> contracts(IndicatorDefinition definition) {
    SortedSet<String> permitted = new TreeSet<>();
    if (definition.dataset().equals(IndicatorDefinition.LEDGER)) {
      return permitted;
    }
    for (String source : definition.sources()) {
      if (definitions.contract(source).isEmpty()) {
        problem(
            definition,
            "there is no contract " + source,
            String.join(", ", definitions.contracts().keySet()));
      } else {
        Contract contract = latest(source);
        if (!contract.permits(definition.id())) {
          problem(
              definition,
              "the contract " + source + " does not let " + definition.id() + " use it",
              "indicators of " + contract.file() + ": " + String.join(", ", contract.indicators()));
        }
        boolean ofOther =
            definition
                .denominatorSource()
                .filter(other -> becomes(source, other.dataset()))
                .isPresent();
        if (!ofOther && !becomes(source, definition.dataset())) {
          problem(
              definition,
              "the contract " + source + " gives no rows of " + definition.dataset(),
              "");
        }
      }
    }
    for (String id : definitions.contracts().keySet()) {
      Contract contract = latest(id);
      boolean named = definition.sources().isEmpty() || definition.sources().contains(id);
      if (named && contract.permits(definition.id()) && becomes(id, definition.dataset())) {
        if (contract.purposes().contains(definition.purpose())) {
          permitted.add(id);
        } else if (contract.indicators().contains(definition.id())) {
          problem(
              definition,
              "the contract "
                  + id
                  + " lists "
                  + definition.id()
                  + " but not its purpose "
                  + definition.purpose(),
              "purposes of " + contract.file() + ": " + String.join(", ", contract.purposes()));
        }
      }
    }
    return permitted;
  }

  /** Whether a version of the contract becomes rows of the dataset. */
  boolean becomes(String contract, String dataset) {
    return definitions.contract(contract).stream()
        .flatMap(version -> version.mappings().stream())
        .anyMatch(mapping -> mapping.dataset().equals(dataset));
  }

  Contract latest(String contract) {
    List<Contract> versions = definitions.contract(contract);
    return versions.get(0);
  }

  private void problem(IndicatorDefinition definition, String message, String allowed) {
    problems.add(new Problem(definition.file(), 0, "sources", message, allowed));
  }
}
