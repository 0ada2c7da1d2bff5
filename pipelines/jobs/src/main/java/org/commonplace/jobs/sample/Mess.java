package org.commonplace.jobs.sample;

/** How untidy the partners' files are. */
public enum Mess {
  /** No broken, repeated, blank or total rows; no corrected and no missing month. */
  NONE(0, 0),
  /** What a well-run coalition sends. */
  LIGHT(0.002, 0.001),
  /** What a new coalition sends. */
  HEAVY(0.02, 0.01);

  private final double broken;
  private final double repeated;

  Mess(double broken, double repeated) {
    this.broken = broken;
    this.repeated = repeated;
  }

  /** Share of rows (0 to 1) in which one cell is broken. */
  double broken() {
    return broken;
  }

  /** Share of rows (0 to 1) that are sent twice. */
  double repeated() {
    return repeated;
  }

  boolean untidy() {
    return this != NONE;
  }
}
