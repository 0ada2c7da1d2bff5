package org.commonplace.jobs.sample;

/** Canonical code of sex; its name is the code. */
enum Sex {
  F(0),
  M(1),
  X(2);

  static final int COUNT = 3;

  private final int slot;

  Sex(int slot) {
    this.slot = slot;
  }

  int slot() {
    return slot;
  }
}
