package org.commonplace.methods.signals.artefact;

import java.time.LocalDate;

/**
 * A figure that says something of reporting rather than of cases.
 *
 * @param date first day of its period
 * @param kind what reporting did
 * @param text the same in a sentence, with what it was told by
 */
public record Artefact(LocalDate date, ArtefactKind kind, String text) {}
