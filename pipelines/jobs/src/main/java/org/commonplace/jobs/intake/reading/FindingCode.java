package org.commonplace.jobs.intake.reading;

/**
 * Everything intake can say of a file, a column or a row. Lower-case names are Frictionless's,
 * which users know; upper-case ones are ours.
 */
public enum FindingCode {
  SOURCE_ERROR(
      "source-error",
      Severity.FILE,
      "Send the file again; open it yourself first to see that it has rows."),
  SCHEME_ERROR(
      "scheme-error",
      Severity.FILE,
      "Check that the file is readable by the account that runs intake."),
  FORMAT_ERROR(
      "format-error",
      Severity.FILE,
      "Export again as CSV, xlsx, JSON Lines or Parquet from the source system."),
  ENCODING_ERROR("encoding-error", Severity.ROW, "Export the file as UTF-8."),
  FILE_ENCODING("encoding-error", Severity.FILE, "Export the file as UTF-8."),
  COMPRESSION_ERROR(
      "compression-error",
      Severity.FILE,
      "Compress the file again with gzip, or send it uncompressed."),
  HOSTILE_FILE(
      "HOSTILE_FILE",
      Severity.FILE,
      "Send the plain export; files with this content are not opened."),
  ROW_COUNT(
      "row-count",
      Severity.FILE,
      "Send the file with its rows; if there is nothing to report, agree an empty file first."),
  MISSING_LABEL("missing-label", Severity.FILE, "Add the column, or name it as the contract does."),
  EXTRA_LABEL(
      "extra-label",
      Severity.NOTE,
      "The column is not used. Remove it, or agree it in the contract."),
  DUPLICATE_LABEL("duplicate-label", Severity.FILE, "Give each column its own label."),
  BLANK_LABEL("blank-label", Severity.NOTE, "Give the column a label, or remove it."),
  UNKNOWN_CONTRACT(
      "UNKNOWN_CONTRACT",
      Severity.FILE,
      "Put the file into a folder that is named after one of the contracts."),
  PARTNER_MISMATCH(
      "PARTNER_MISMATCH",
      Severity.FILE,
      "Put the file into the folder of the partner that the contract names."),
  MISSING_FILE(
      "missing-file", Severity.FILE, "Send all files of the delivery together in one folder."),
  EXTRA_FILE(
      "extra-file", Severity.NOTE, "The file is not used. Remove it, or agree it in the contract."),
  OUT_OF_SCOPE("OUT_OF_SCOPE", Severity.FILE, "Use the contract version that covers this period."),
  PERIOD_MISMATCH(
      "PERIOD_MISMATCH",
      Severity.FILE,
      "Name the file or fill the period column as the contract says."),
  AMBIGUOUS_DATE(
      "AMBIGUOUS_DATE", Severity.FILE, "Export dates as yyyy-mm-dd, or agree one date format."),
  REJECT_LIMIT(
      "REJECT_LIMIT",
      Severity.FILE,
      "Correct the rows listed below and send the whole file again."),
  MISSING_CELL("missing-cell", Severity.ROW, "The row has too few cells; export it again."),
  EXTRA_CELL(
      "extra-cell",
      Severity.ROW,
      "The row has too many cells; put text that contains the delimiter in quotes."),
  UNCLOSED_QUOTE(
      "format-error",
      Severity.ROW,
      "A quote is opened and never closed; double the quotes inside text."),
  BROKEN_OBJECT("format-error", Severity.ROW, "The line is not one JSON object; export it again."),
  FORBIDDEN_VALUE("forbidden-value", Severity.ROW, "Remove the control characters."),
  TYPE_ERROR("type-error", Severity.ROW, "Send the value in the form that the contract names."),
  CONSTRAINT_ERROR("constraint-error", Severity.ROW, "Send a value that the contract allows."),
  MISSING_VALUE("constraint-error", Severity.ROW, "Fill in the required value."),
  ROW_CONSTRAINT("row-constraint", Severity.ROW, "Correct the values that contradict each other."),
  DUPLICATE_ROW(
      "duplicate-row",
      Severity.ROW,
      "The same row was sent before in this file; it is counted once."),
  PRIMARY_KEY(
      "primary-key", Severity.ROW, "Several rows have this key with different content; send one."),
  AMBIGUOUS_REFERENCE(
      "foreign-key", Severity.FILE, "Each row must refer to one row; remove the repeated ones."),
  CHECK_DIGIT(
      "CHECK_DIGIT",
      Severity.NOTE,
      "The row is kept, the identifier is not used; correct it at the source."),
  WEAK_PSEUDONYM(
      "WEAK_PSEUDONYM",
      Severity.FILE,
      "Do not send unkeyed hashes of identifiers; send the agreed identifier."),
  REPAIRED("repaired", Severity.REPAIR, "Nothing to do.");

  /** How far a finding reaches. */
  public enum Severity {
    /** The whole delivery is refused. */
    FILE,
    /** The row is rejected. */
    ROW,
    /** Noted; the row or file is used. */
    NOTE,
    /** Changed without loss. */
    REPAIR
  }

  private final String label;
  private final Severity severity;
  private final String advice;

  FindingCode(String label, Severity severity, String advice) {
    this.label = label;
    this.severity = severity;
    this.advice = advice;
  }

  /** The name in reports, ledger and JSON. */
  public String label() {
    return label;
  }

  public Severity severity() {
    return severity;
  }

  /** What the sender can do, in plain words. */
  public String advice() {
    return advice;
  }
}
