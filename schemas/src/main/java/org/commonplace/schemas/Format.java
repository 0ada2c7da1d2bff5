package org.commonplace.schemas;

import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the files look like. Whatever is not fixed here is found out from the file.
 *
 * @param types kinds of file that are accepted
 * @param delimiter the one character between cells; empty when it is to be found out
 * @param encoding a charset name; empty when it is to be found out
 * @param sheet name of the worksheet; empty for the first
 * @param headerRow 1-based row of the header; 0 when it is to be found out
 * @param timeZone zone of timestamps that carry none
 */
public record Format(
    Set<FileType> types,
    String delimiter,
    String encoding,
    String sheet,
    int headerRow,
    String timeZone)
    implements Serializable {

  /** The kinds of file that intake reads, gzipped or not; csv stands for any delimiter. */
  public enum FileType {
    CSV,
    XLSX,
    JSONL,
    PARQUET,
    GEOJSON
  }

  public Format {
    types = java.util.Collections.unmodifiableSet(new TreeSet<>(types));
  }
}
