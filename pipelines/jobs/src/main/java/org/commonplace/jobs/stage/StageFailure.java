package org.commonplace.jobs.stage;

/** A stage cannot or may not go on. The message says what, where and what to do. */
public final class StageFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why; each has its exit code on the command line. */
  public enum Kind {
    /** Bad arguments or definitions: exit 2. */
    BAD_DEFINITION,
    /** A quality gate said no: exit 3. */
    GATE,
    /** Something needed is not there: exit 4. */
    INPUT_MISSING
  }

  private final Kind kind;

  public StageFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public StageFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
