package org.commonplace.jobs.intake;

import org.commonplace.jobs.intake.reading.FindingCode;
import org.commonplace.jobs.intake.reading.FindingCode.Severity;
import org.commonplace.schemas.SourceTable;

/**
 * What is found, how far it reaches, and what to do about it.
 *
 * @param code name in reports, ledger and JSON
 * @param severity how far it reaches
 * @param advice what the sender can do
 */
record FindingKind(String code, Severity severity, String advice) {
  static FindingKind of(FindingCode code) {
    return new FindingKind(code.label(), code.severity(), code.advice());
  }

  /** A contract's own rule. */
  static FindingKind of(SourceTable.RowRule rule) {
    Severity severity =
        switch (rule.severity()) {
          case ERROR -> Severity.ROW;
          case NOTE -> Severity.NOTE;
        };
    return new FindingKind(rule.code(), severity, rule.message());
  }
}
