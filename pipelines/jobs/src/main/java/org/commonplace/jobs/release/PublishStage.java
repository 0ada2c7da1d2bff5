package org.commonplace.jobs.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.jobs.stage.Stage;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.jobs.stage.StageOutcome;

/**
 * Verifies a release and makes it the published one by a single swap of the workspace's pointer.
 * Publishing an earlier release again is the way back.
 */
public final class PublishStage implements Stage {
  /** Every release that was ever published; beside the releases and part of none. */
  static final String INDEX = Workspace.RELEASES + "/index.json";

  private static final int SHOWN = 20;

  private final Optional<String> named;
  private final Checkpoint checkpoint;

  /** Publishes the release that the run's release stage made. */
  public PublishStage() {
    this(Optional.empty(), Checkpoint.NONE);
  }

  PublishStage(Optional<String> named, Checkpoint checkpoint) {
    this.named = named;
    this.checkpoint = checkpoint;
  }

  /**
   * Publishes this release, whichever run made it.
   *
   * @param id 16 hexadecimal digits, the name of a folder below {@code releases}
   */
  public static PublishStage ofRelease(String id) {
    return new PublishStage(Optional.of(id), Checkpoint.NONE);
  }

  @Override
  public String name() {
    return "publish";
  }

  @Override
  public StageOutcome run(StageContext context) {
    Workspace workspace = context.workspace();
    ReleaseStore store = new ReleaseStore(workspace, checkpoint);
    String id = release(context, store);
    Path scratch = ReleaseFolder.temporary("commonplace-publish-");
    try {
      Path folder = store.fetch(id, scratch);
      requireSound(id, folder);
      JsonNode manifest = CanonicalJson.read(new ReleaseFolder(folder).manifest());
      boolean already = store.current().equals(Optional.of(id));
      byte[] index = index(workspace, id, manifest);
      if (!already) {
        store.point(id);
      }
      String uri = workspace.uri(INDEX);
      if (WorkspaceFiles.exists(uri)
          && java.util.Arrays.equals(WorkspaceFiles.read(uri), index)
          && already) {
        return StageOutcome.nothingToDo("release " + id + " is already published");
      }
      WorkspaceFiles.write(uri, index);
      checkpoint.reached("after the index");
      return new StageOutcome(
          List.of(
              "published release "
                  + id
                  + " of "
                  + manifest.path("month").asText()
                  + ": "
                  + workspace.uri(Workspace.releaseFolder(id))),
          already ? 1 : 2);
    } finally {
      ReleaseFolder.delete(scratch);
    }
  }

  @Override
  public StageOutcome plan(StageContext context) {
    ReleaseStore store = new ReleaseStore(context.workspace(), Checkpoint.NONE);
    Optional<String> id = named.or(() -> ReleaseStage.made(context));
    return new StageOutcome(
        List.of(
            "would verify "
                + id.map(found -> "release " + found).orElse("the release made by this run")
                + " and swap the pointer from "
                + store.current().map(found -> "release " + found).orElse("nothing")),
        0);
  }

  private String release(StageContext context, ReleaseStore store) {
    String id =
        named
            .or(() -> ReleaseStage.made(context))
            .orElseThrow(
                () ->
                    new StageFailure(
                        StageFailure.Kind.INPUT_MISSING,
                        "no release was made for "
                            + context.run()
                            + ": run the release stage first, or name a release"));
    if (!ReleaseStore.isId(id)) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          "a release is named by 16 hexadecimal digits, not \"" + id + "\"");
    }
    if (!store.exists(id)) {
      throw new StageFailure(
          StageFailure.Kind.INPUT_MISSING,
          "there is no release " + id + " in " + context.workspace().uri(Workspace.RELEASES));
    }
    return id;
  }

  private static void requireSound(String id, Path folder) {
    List<String> problems = new ArrayList<>();
    for (Verification.Failure failure : Verification.of(folder)) {
      problems.add(failure.toString());
    }
    if (problems.isEmpty()) {
      String stated =
          CanonicalJson.read(new ReleaseFolder(folder).manifest()).path(ReleaseId.FIELD).asText();
      if (!stated.equals(id)) {
        problems.add("the folder is named " + id + " but holds release " + stated);
      }
    }
    if (!problems.isEmpty()) {
      throw new StageFailure(
          StageFailure.Kind.GATE,
          "release "
              + id
              + " is not sound and was not published; "
              + problems.size()
              + " problems: "
              + String.join("; ", problems.subList(0, Math.min(SHOWN, problems.size()))));
    }
  }

  private static byte[] index(Workspace workspace, String id, JsonNode manifest) {
    Map<String, Object> entries = new LinkedHashMap<>();
    Map<String, Object> entry = new TreeMap<>();
    String month = manifest.path("month").asText();
    JsonNode asOf = manifest.path("asOf");
    entry.put("release", id);
    entry.put("month", month);
    entry.put("asOf", asOf.isTextual() ? asOf.asText() : null);
    entry.put(
        "text",
        asOf.isTextual()
            ? "Data to " + month + ", as known at the end of " + asOf.asText() + "."
            : "Data to " + month + ".");
    entries.put(id, entry);
    String uri = workspace.uri(INDEX);
    if (WorkspaceFiles.exists(uri)) {
      JsonNode before = readIndex(uri);
      boolean known = false;
      for (JsonNode release : before.path("releases")) {
        known |= release.path("release").asText().equals(id);
      }
      if (known) {
        entries.clear();
      }
      for (JsonNode release : before.path("releases")) {
        entries.putIfAbsent(release.path("release").asText(), CanonicalJson.plain(release));
      }
    }
    Map<String, Object> index = new TreeMap<>();
    index.put("current", id);
    index.put("releases", List.copyOf(entries.values()));
    return CanonicalJson.bytes(index);
  }

  private static JsonNode readIndex(String uri) {
    try {
      return CanonicalJson.parse(new String(WorkspaceFiles.read(uri), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(uri + " is not readable; delete it to begin a new one", e);
    }
  }
}
