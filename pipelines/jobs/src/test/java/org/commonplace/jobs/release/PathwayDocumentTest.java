package org.commonplace.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.methods.interval.Confidence;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorDefinitions;
import org.commonplace.schemas.PathwayDefinition;
import org.commonplace.schemas.PathwayDefinition.Benchmark;
import org.commonplace.schemas.PathwayDefinition.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathwayDocumentTest {
  private static final SortedMap<String, IndicatorDefinition> DEFINITIONS =
      IndicatorDefinitions.shipped();
  private static final IndicatorDefinition PROTECTED = DEFINITIONS.get("PH-01");
  private static final IndicatorDefinition ABSENT = DEFINITIONS.get("EDU-01");
  private static final IndicatorDefinition READY = DEFINITIONS.get("EDU-04");

  /** Ninety-five per cent is the target of the first; the second is good when low. */
  private static final PathwayDefinition PATHWAY =
      new PathwayDefinition(
          "school",
          "1.0.0",
          "To school",
          "How children get there.",
          "It shows where they are lost.",
          "A test.",
          List.of(
              new Stage("PH-01", "Protected", new Benchmark.Target()),
              new Stage("EDU-04", "Ready", new Benchmark.Whole()),
              new Stage("EDU-01", "There", new Benchmark.Fixed(15, "An aim"))),
          "school.pathway.yaml");

  private static Places places;

  @BeforeAll
  static void readPlaces(@TempDir Path folder) {
    ReleaseFixture.in(folder);
    Path file =
        folder.resolve(
            Workspace.lakeFile("place", "council", ReleaseFixture.MONTH, "0000000000000001"));
    try (Kernel kernel = Kernel.open(KernelSettings.single().reading(List.of(folder.toString())))) {
      places = Places.read(kernel, List.of(file), List.of());
    }
  }

  @Test
  void theWeakestLinkIsTheStepFurthestBelowItsBenchmarkInStandardErrors() {
    JsonNode document =
        document(
            PublishedRows.share(PROTECTED, "C", "", "", 930, 1000),
            PublishedRows.share(READY, "C", "", "", 700, 1000),
            PublishedRows.share(ABSENT, "C", "", "", 250, 1000),
            PublishedRows.share(PROTECTED, "W1", "", "", 80, 100),
            PublishedRows.share(READY, "W1", "", "", 65, 100),
            PublishedRows.share(ABSENT, "W1", "", "", 17, 100));

    JsonNode city = document.path("places").path(0);
    // The whole has no whole to be held against; a quarter absent against 15 is the worst.
    assertThat(city.path("stages").path(1).path("benchmark").isNull()).isTrue();
    assertThat(city.path("weakest").asInt()).isEqualTo(2);
    double lower = PublishedRows.share(ABSENT, "C", "", "", 250, 1000).lower95();
    double score = -(25 - 15) / ((25 - lower) / Confidence.P95.normalQuantile());
    assertThat(city.path("stages").path(2).path("score").asDouble()).isCloseTo(score, within(0.01));
    assertThat(city.path("text").asText())
        .startsWith("The weakest link is “There”, ")
        .endsWith(" standard errors worse than its benchmark.");

    JsonNode ward = document.path("places").path(1);
    assertThat(ward.path("place").asText()).isEqualTo("W1");
    assertThat(ward.path("stages").path(1).path("benchmark").asDouble()).isEqualTo(70);
    assertThat(ward.path("weakest").asInt()).isEqualTo(0);
  }

  @Test
  void aGroupIsHeldAgainstAllPeopleOfItsPlaceAndAHiddenOneAgainstNothing() {
    JsonNode city =
        document(
                PublishedRows.share(READY, "C", "", "", 700, 1000),
                PublishedRows.share(READY, "C", "sex", "M", 300, 500),
                PublishedRows.share(PROTECTED, "C", "sex", "M", 480, 500),
                PublishedRows.hidden("EDU-01", "C", "sex", "M"),
                PublishedRows.share(READY, "C", "sex", "unknown", 5, 10))
            .path("places")
            .path(0);

    assertThat(city.path("text").asText())
        .isEqualTo("Fewer than two steps can be held against a benchmark.");
    assertThat(city.path("weakest").isNull()).isTrue();
    assertThat(city.path("groups")).hasSize(1);
    JsonNode boys = city.path("groups").path(0);
    assertThat(boys.path("name").asText()).isEqualTo("Boys and men");
    assertThat(boys.path("stages").path(1).path("benchmark").asDouble()).isEqualTo(70);
    assertThat(boys.path("weakest").asInt()).isEqualTo(1);
    assertThat(boys.path("stages").path(0).path("score").asDouble()).isPositive();
    assertThat(boys.path("stages").path(2).path("state").asText()).isEqualTo("suppressed");
    assertThat(boys.path("stages").path(2).path("score").isNull()).isTrue();
  }

  private static JsonNode document(PublishedRow... rows) {
    Map<String, Object> document =
        PathwayDocument.of(
            PATHWAY,
            new ReleaseInputs(
                ReleaseFixture.MONTH,
                Optional.empty(),
                List.of(),
                DEFINITIONS,
                List.of(),
                Map.of()),
            places,
            List.of(rows));
    JsonNode tree = CanonicalJson.tree(document);
    assertThat(new ReleaseSchemas().mistakes("pathway", tree.toString())).isEmpty();
    return tree;
  }
}
