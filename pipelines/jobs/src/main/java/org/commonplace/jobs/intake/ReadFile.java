package org.commonplace.jobs.intake;

import java.nio.file.Path;
import org.commonplace.jobs.intake.reading.TabularFile;

/**
 * One file of a delivery that could be opened.
 *
 * @param name as sent
 * @param bytes size as sent
 * @param sha256 of its bytes as sent
 * @param content what it holds
 * @param scratch local folder for a repaired copy
 */
record ReadFile(String name, long bytes, String sha256, TabularFile content, Path scratch) {}
