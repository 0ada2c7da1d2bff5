package org.commonplace.jobs.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.jobs.lake.WorkspaceFiles.Found;

/**
 * The deliveries in an inbox: {@code <partner>/<contract>/<file>}, or a folder of files in place of
 * the file. READMEs and names that begin with {@code _} or {@code .} are no deliveries.
 */
final class Inbox {
  /** Partner or contract of a file that lies outside any such folder. */
  static final String NONE = "unknown";

  private Inbox() {}

  /** Every delivery, by partner, contract and name. */
  static List<Arrival> deliveries(String inbox) {
    String root = inbox.endsWith("/") ? inbox.substring(0, inbox.length() - 1) : inbox;
    Map<List<String>, List<Arrival.ArrivedFile>> byDelivery = new TreeMap<>(LEXICAL);
    for (Found found : WorkspaceFiles.list(root + "/**")) {
      List<String> parts = List.of(below(found.uri(), root).split("/"));
      if (parts.stream().anyMatch(Inbox::passedOver)) {
        continue;
      }
      int depth = parts.size();
      String partner = depth > 1 ? parts.get(0) : NONE;
      String contract = depth > 2 ? parts.get(1) : NONE;
      int first = Math.min(2, depth - 1);
      String delivery = parts.get(first);
      String name =
          depth > 3 ? String.join("/", parts.subList(first + 1, depth)) : parts.get(depth - 1);
      byDelivery
          .computeIfAbsent(List.of(partner, contract, delivery), key -> new ArrayList<>())
          .add(new Arrival.ArrivedFile(found.uri(), name, found.bytes(), found.modifiedMillis()));
    }
    List<Arrival> arrivals = new ArrayList<>();
    byDelivery.forEach(
        (key, files) -> arrivals.add(new Arrival(key.get(0), key.get(1), key.get(2), files)));
    return arrivals;
  }

  private static final java.util.Comparator<List<String>> LEXICAL =
      java.util.Comparator.comparing((List<String> parts) -> parts.get(0))
          .thenComparing(parts -> parts.get(1))
          .thenComparing(parts -> parts.get(2));

  /** Whether a name is no delivery's. */
  static boolean passedOver(String name) {
    return name.startsWith("README") || name.startsWith("_") || name.startsWith(".");
  }

  /** The path below the inbox, however the file system spells the inbox itself. */
  private static String below(String uri, String root) {
    if (uri.startsWith(root + "/")) {
      return uri.substring(root.length() + 1);
    }
    String local =
        WorkspaceFiles.local(root)
            .map(path -> path.toAbsolutePath().normalize().toString())
            .orElse(root);
    int at = uri.indexOf(local + "/");
    if (at < 0) {
      throw new IllegalStateException("the file system lists a file outside the inbox");
    }
    return uri.substring(at + local.length() + 1);
  }
}
