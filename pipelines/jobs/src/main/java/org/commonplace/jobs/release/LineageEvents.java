package org.commonplace.jobs.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.schemas.IndicatorDefinition;

/**
 * {@code lineage.jsonl}: what was made from what, as OpenLineage run events, one a line.
 *
 * <p>The run ids follow from the content and the times from the deliveries: the same input gives
 * the same events. A delivery is named by partner, contract, key and hash; the name of the file
 * that a partner chose is not repeated.
 */
final class LineageEvents {
  static final String FILE = "lineage.jsonl";
  private static final String NAMESPACE = "commonplace";

  /** Datasets that every indicator reads beside its own. */
  private static final Set<String> SHARED = Set.of("place", "population");

  private final OpenLineage openLineage;
  private final ReleaseInputs inputs;
  private final List<OpenLineage.RunEvent> events = new ArrayList<>();

  private LineageEvents(ReleaseInputs inputs, String version) {
    this.inputs = inputs;
    this.openLineage =
        new OpenLineage(URI.create("https://commonplace.example/pipelines/" + version));
  }

  static byte[] of(ReleaseInputs inputs, String version) {
    LineageEvents lineage = new LineageEvents(inputs, version);
    inputs.current().forEach(lineage::addIntake);
    inputs.definitions().values().forEach(lineage::addIndicator);
    return lineage.bytes();
  }

  int rows() {
    return events.size();
  }

  private void addIntake(LedgerEntry entry) {
    String delivery = String.join("/", "inbox", entry.partner(), entry.contract(), entry.sha256());
    List<OpenLineage.OutputDataset> outputs = new ArrayList<>();
    for (LedgerEntry.Output output : entry.outputs()) {
      outputs.add(
          openLineage
              .newOutputDatasetBuilder()
              .namespace(NAMESPACE)
              .name(output.path())
              .facets(
                  openLineage
                      .newDatasetFacetsBuilder()
                      .version(openLineage.newDatasetVersionDatasetFacet(output.sha256()))
                      .build())
              .outputFacets(
                  openLineage
                      .newOutputDatasetOutputFacetsBuilder()
                      .outputStatistics(
                          openLineage.newOutputStatisticsOutputDatasetFacet(
                              output.rows(), null, null))
                      .build())
              .build());
    }
    add(
        "intake." + entry.contract(),
        delivery + outputs.size(),
        entry.receivedAt(),
        List.of(input(delivery, entry.sha256())),
        outputs);
  }

  private void addIndicator(IndicatorDefinition definition) {
    List<OpenLineage.InputDataset> read = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    StringBuilder identity = new StringBuilder(definition.id() + "@" + definition.version());
    for (LedgerEntry entry : inputs.current()) {
      for (LedgerEntry.Output output : entry.outputs()) {
        boolean reads =
            SHARED.contains(output.dataset())
                || (output.dataset().equals(definition.dataset())
                    && inputs.feeds(entry.contract(), definition));
        if (reads && seen.add(output.path())) {
          read.add(input(output.path(), output.sha256()));
          identity.append('\n').append(output.path()).append(' ').append(output.sha256());
        }
      }
    }
    add(
        "indicators." + definition.id(),
        identity.toString(),
        inputs.receivedThrough().orElse(Instant.EPOCH),
        read,
        List.of(
            openLineage
                .newOutputDatasetBuilder()
                .namespace(NAMESPACE)
                .name("download/" + definition.slug() + ".csv")
                .build()));
  }

  private OpenLineage.InputDataset input(String name, String sha256) {
    return openLineage
        .newInputDatasetBuilder()
        .namespace(NAMESPACE)
        .name(name)
        .facets(
            openLineage
                .newDatasetFacetsBuilder()
                .version(openLineage.newDatasetVersionDatasetFacet(sha256))
                .build())
        .build();
  }

  private void add(
      String job,
      String identity,
      Instant time,
      List<OpenLineage.InputDataset> read,
      List<OpenLineage.OutputDataset> written) {
    UUID run = UUID.nameUUIDFromBytes((job + "\n" + identity).getBytes(StandardCharsets.UTF_8));
    events.add(
        openLineage
            .newRunEventBuilder()
            .eventTime(time.atZone(ZoneOffset.UTC))
            .eventType(OpenLineage.RunEvent.EventType.COMPLETE)
            .run(openLineage.newRunBuilder().runId(run).build())
            .job(openLineage.newJobBuilder().namespace(NAMESPACE).name(job).build())
            .inputs(read)
            .outputs(written)
            .build());
  }

  private byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (OpenLineage.RunEvent event : events) {
      try {
        out.writeBytes(
            CanonicalJson.bytes(
                CanonicalJson.plain(CanonicalJson.parse(OpenLineageClientUtils.toJson(event)))));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("OpenLineage wrote no JSON", e);
      }
    }
    return out.toByteArray();
  }
}
