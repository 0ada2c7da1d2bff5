package org.commonplace.jobs.intake;

import org.commonplace.jobs.intake.reading.FindingCode;

/** A delivery cannot be accepted; every reason is among its findings. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final FindingCode code;

  /**
   * @param reason in plain words, without a value of the file
   */
  Refusal(FindingCode code, String reason) {
    super(reason);
    this.code = code;
  }

  FindingCode code() {
    return code;
  }
}
