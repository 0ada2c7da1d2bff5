package org.commonplace.jobs.intake;

import java.nio.file.Path;
import java.util.List;
import org.commonplace.jobs.lake.LedgerEntry;

/**
 * A delivery worked through, with nothing stored yet.
 *
 * @param entry what the ledger will say
 * @param report what the partner will read
 * @param findings local CSV file with every finding
 * @param outputs local Parquet files, in the order of the entry's outputs
 */
record Processed(LedgerEntry entry, Report report, Path findings, List<Path> outputs) {}
