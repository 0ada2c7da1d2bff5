package org.commonplace.jobs.homelessness;

import java.util.Locale;

/** The reports that a homelessness project owes its funder. */
public enum ReportKind {
  /** Annual Performance Report of the Continuum of Care programme. */
  APR,
  /** Consolidated Annual Performance and Evaluation Report of Emergency Solutions Grants. */
  CAPER;

  /** Its name in the tables' definitions. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
