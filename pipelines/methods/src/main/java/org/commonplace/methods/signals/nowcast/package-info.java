/**
 * What the newest counts will come to once everything is reported, learned from what earlier
 * vintages came to.
 *
 * <p>Start at {@link org.commonplace.methods.signals.nowcast.Nowcast}.
 */
package org.commonplace.methods.signals.nowcast;
