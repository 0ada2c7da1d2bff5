package org.commonplace.jobs.intake.reading;

/**
 * A file from which no rows can be taken. The message names the reason and never a value of the
 * file.
 */
public final class Unreadable extends Exception {
  private static final long serialVersionUID = 1;

  private final FindingCode code;

  public Unreadable(FindingCode code, String message) {
    super(message);
    this.code = code;
  }

  public FindingCode code() {
    return code;
  }
}
