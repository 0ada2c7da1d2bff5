package org.commonplace.jobs.intake;

/**
 * One thing found in one row. Holds no value of the row, only its shape.
 *
 * @param file name of the file
 * @param row record number in the file, 1-based
 * @param line physical line or sheet row; 0 when it is not known
 * @param column label as sent; empty when the row as a whole is meant
 * @param kind code, severity and words
 * @param shape of the value, or of the row
 */
record RowFinding(
    String file, long row, long line, String column, FindingKind kind, String shape) {}
