package org.commonplace.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.Definitions;
import org.commonplace.schemas.Problem;
import org.commonplace.schemas.Problems;
import org.junit.jupiter.api.Test;

/** A run does not compile the shipped contracts' expressions again, so the build does. */
class ShippedContractsTest {
  @Test
  void everyExpressionOfEveryShippedContractCompiles() {
    Definitions definitions = Definitions.shipped();
    List<Contract> shipped =
        definitions.contracts().values().stream().flatMap(List::stream).toList();
    assertThat(shipped).hasSizeGreaterThan(30);
    assertThat(definitions.added()).isEmpty();

    Problems problems = new Problems();
    ContractCheck.check(shipped, Agreements.of(definitions, Optional.empty()), problems);

    assertThat(problems.list()).extracting(Problem::text).isEmpty();
  }
}
