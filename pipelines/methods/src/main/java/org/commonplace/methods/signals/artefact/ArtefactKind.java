package org.commonplace.methods.signals.artefact;

import java.util.Locale;

/** What reporting can do to a figure. */
public enum ArtefactKind {
  /** A correction of earlier figures: below zero. */
  NEGATIVE_CORRECTION,
  /** Cases of earlier periods, released in one. */
  BACKLOG,
  /** No or few cases where some were held back or nobody reported. */
  NOT_REPORTED,
  /** Few cases because of a public holiday. */
  HOLIDAY,
  /** The figure of an earlier period once more. */
  STALE_REPEAT,
  /** Figures that are a round factor too large or too small, or of weeks instead of days. */
  SCALE_CHANGE,
  /** Another level from one period to the next, which stays: another definition or coverage. */
  LEVEL_CHANGE,
  /** High only because of the weekday. */
  WEEKDAY;

  /** The name in files. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
