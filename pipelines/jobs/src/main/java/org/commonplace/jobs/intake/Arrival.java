package org.commonplace.jobs.intake;

import java.util.Comparator;
import java.util.List;

/**
 * One delivery as it lies in the inbox.
 *
 * @param partner folder of the partner
 * @param contract folder of the contract
 * @param name name of the file, or of the folder of files that belong together
 * @param files its files, by name
 */
record Arrival(String partner, String contract, String name, List<ArrivedFile> files) {
  static final Comparator<Arrival> ORDER =
      Comparator.comparing(Arrival::partner)
          .thenComparing(Arrival::contract)
          .thenComparing(Arrival::name);

  /**
   * One file.
   *
   * @param uri where it lies
   * @param name its name, below the delivery's folder when it has one
   * @param bytes its size
   * @param modifiedMillis when it was last changed, milliseconds since 1970 UTC
   */
  record ArrivedFile(String uri, String name, long bytes, long modifiedMillis) {}

  Arrival {
    files = files.stream().sorted(Comparator.comparing(ArrivedFile::name)).toList();
  }

  /** Where it lies below the inbox, for messages. */
  String path() {
    return partner + "/" + contract + "/" + name;
  }

  long bytes() {
    return files.stream().mapToLong(ArrivedFile::bytes).sum();
  }
}
