package org.commonplace.jobs.intake;

import java.util.List;
import org.commonplace.jobs.lake.LedgerEntry;

/**
 * What a partner is told about a delivery.
 *
 * @param delivery name of the file or folder
 * @param contractName the contract in words; empty when there is none
 * @param entry counts and outcome
 * @param formats how each file was read, in words
 * @param groups what was found
 */
record Report(
    String delivery,
    String contractName,
    LedgerEntry entry,
    List<FileFormat> formats,
    List<FindingGroup> groups) {

  /** How a file was read. */
  record FileFormat(String file, List<String> words) {
    FileFormat {
      words = List.copyOf(words);
    }
  }

  Report {
    formats = List.copyOf(formats);
    groups = List.copyOf(groups);
  }
}
