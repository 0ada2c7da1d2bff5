/**
 * Tells what reporting does to a series from what an outbreak does to it.
 *
 * <p>Start at {@link org.commonplace.methods.signals.artefact.ArtefactReview}. The rules look at
 * the whole series as it is known: what was labelled at an earlier time is found by giving them the
 * series of that time.
 */
package org.commonplace.methods.signals.artefact;
