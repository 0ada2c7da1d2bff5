package org.commonplace.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathwayDefinitionsTest {
  private static final SortedMap<String, IndicatorDefinition> INDICATORS =
      IndicatorDefinitions.shipped();

  @TempDir Path directory;

  @Test
  void aCoalitionsOwnPathwayStandsInForTheShippedOneAndIsNoIndicator() throws IOException {
    write(
        """
        id: cradle-to-career
        version: 2.0.0
        name: Ours
        sentence: How it goes.
        rationale: To see where it stops.
        source: The coalition.
        stages:
          - {indicator: PH-01, name: Protected, benchmark: target}
          - {indicator: EDU-01, name: In school, benchmark: 12.5, why: Our aim}
        """);

    SortedMap<String, PathwayDefinition> pathways =
        PathwayDefinitions.load(Optional.of(directory), INDICATORS);

    assertThat(pathways).containsKeys("care-and-back", "cradle-to-career");
    assertThat(pathways.get("cradle-to-career").stages())
        .extracting(PathwayDefinition.Stage::benchmark)
        .containsExactly(
            new PathwayDefinition.Benchmark.Target(),
            new PathwayDefinition.Benchmark.Fixed(12.5, "Our aim"));
    assertThat(IndicatorDefinitions.load(Optional.of(directory)).keySet())
        .isEqualTo(INDICATORS.keySet());
  }

  @Test
  void everyMistakeIsNamedWithItsFile() throws IOException {
    write(
        """
        id: Cradle
        version: 1.0.0
        name: Ours
        sentence: How it goes.
        rationale: To see where it stops.
        source: The coalition.
        stages:
          - {indicator: PH-99, name: Protected, benchmark: target}
          - {indicator: EDU-03, name: In class, benchmark: target}
          - {indicator: CSC-01, name: Known, benchmark: whole}
          - {indicator: EDU-01, name: In school, benchmark: soon}
        """);

    assertThatThrownBy(() -> PathwayDefinitions.load(Optional.of(directory), INDICATORS))
        .isInstanceOfSatisfying(
            DefinitionException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::text)
                    .allSatisfy(text -> assertThat(text).contains("ours.pathway.yaml"))
                    .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).contains("the id has the wrong form: 'Cradle'"),
                        text -> assertThat(text).contains("there is no indicator PH-99"),
                        text -> assertThat(text).contains("EDU-03 has no target"),
                        text -> assertThat(text).contains("CSC-01 is good neither when high"),
                        text -> assertThat(text).contains("is not a number"),
                        text -> assertThat(text).contains("the field why is missing")));
  }

  private void write(String yaml) throws IOException {
    Files.writeString(directory.resolve("ours.pathway.yaml"), yaml);
  }
}
