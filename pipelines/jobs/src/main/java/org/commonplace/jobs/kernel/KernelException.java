package org.commonplace.jobs.kernel;

/**
 * The engine refused or failed a statement. The message never carries the engine's own text, which
 * may quote a cell; that text is reachable by {@link #engineText()} for code that knows the
 * statement held no person's value (a definition's expression over an empty table).
 */
public final class KernelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String engineText;

  KernelException(String what, String engineText) {
    super(what);
    this.engineText = engineText;
  }

  /** The engine's own message. May quote data: never log it for statements that read rows. */
  public String engineText() {
    return engineText;
  }
}
