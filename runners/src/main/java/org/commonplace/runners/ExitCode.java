package org.commonplace.runners;

import org.commonplace.jobs.stage.StageFailure;

/** What the process tells its scheduler. */
enum ExitCode {
  /** Done, or nothing to do. */
  DONE(0),
  /** A defect of ours, or of the machine. */
  UNEXPECTED(1),
  /** Bad arguments or definitions. */
  BAD_DEFINITION(2),
  /** A quality gate said no. */
  GATE(3),
  /** Something needed is not there. */
  INPUT_MISSING(4);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static ExitCode of(StageFailure.Kind kind) {
    return switch (kind) {
      case BAD_DEFINITION -> BAD_DEFINITION;
      case GATE -> GATE;
      case INPUT_MISSING -> INPUT_MISSING;
    };
  }
}
