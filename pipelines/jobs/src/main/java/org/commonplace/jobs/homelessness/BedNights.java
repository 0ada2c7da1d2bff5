package org.commonplace.jobs.homelessness;

/** Whose the nights are that a night-by-night shelter records. */
public enum BedNights {
  /**
   * The household's, under its head, whom all its nights are counted for; the others' stays are
   * counted by days. The reference answers to HUD's own test kit count so.
   */
  HOUSEHOLD,
  /** The person's they were recorded for, as the text of the programming specifications has it. */
  PERSON
}
