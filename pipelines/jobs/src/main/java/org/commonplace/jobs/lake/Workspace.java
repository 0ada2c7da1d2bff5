package org.commonplace.jobs.lake;

import java.io.Serializable;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Objects;

/**
 * The one place that knows where files lie in a workspace. Paths are relative to its root and use
 * {@code /}; {@link WorkspaceFiles} reads and writes them.
 *
 * @param root a Beam file-system URI or a local path, without a trailing slash
 */
public record Workspace(String root) implements Serializable {
  /** Place shards: fixed, so that the same input gives the same files on every runner. */
  public static final int SHARDS = 16;

  /** Person buckets: the first hexadecimal digit of a token. */
  public static final int BUCKETS = 16;

  public static final String LAKE = "lake";
  public static final String LEDGER = "ledger";
  public static final String REPORTS = "reports";
  public static final String WORK = "work";
  public static final String RELEASES = "releases";

  /** The pointer to the published release: a file that holds its id. */
  public static final String CURRENT = "current";

  /** Ends the path of a stage's output folder: the file that says that all of it is there. */
  public static final String DONE = "/_stage.json";

  public Workspace {
    Objects.requireNonNull(root, "root");
    while (root.length() > 1 && root.endsWith("/")) {
      root = root.substring(0, root.length() - 1);
    }
  }

  /** The full URI or path of a relative path. */
  public String uri(String relative) {
    return root + "/" + relative;
  }

  /** Accepted rows of one delivery in one dataset. */
  public static String lakeFile(String dataset, String partner, YearMonth period, String sha16) {
    return String.join(
        "/", LAKE, dataset, "partner=" + partner, "period=" + period, sha16 + ".parquet");
  }

  /** The folder of the report on one delivery. */
  public static String reportFolder(String partner, String contract, String key, String sha16) {
    return String.join("/", REPORTS, partner, contract, key, sha16);
  }

  /** Output folder of a stage of a run, as {@code work/2026-05/values}. */
  public static String workFolder(String run, String stage) {
    return String.join("/", WORK, run, stage);
  }

  /** One shard's file in a stage's output folder. */
  public static String shardFile(String run, String stage, int shard) {
    return workFolder(run, stage) + String.format(Locale.ROOT, "/shard-%02d.parquet", shard);
  }

  /** Folder of a release. */
  public static String releaseFolder(String id) {
    return RELEASES + "/" + id;
  }

  /**
   * The shard of a place: FNV-1a over the code's UTF-16 units. Our own, so that no library's or
   * engine's change moves a place.
   */
  public static int shardOf(String place) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < place.length(); i++) {
      hash = (hash ^ place.charAt(i)) * 0x100000001b3L;
    }
    return (int) Long.remainderUnsigned(hash ^ (hash >>> 32), SHARDS);
  }
}
