/**
 * Many tests at once: false discovery rates over a list of series and over the tree of places, and
 * the false alarms to expect.
 *
 * <p>A test that could not be made has the p-value NaN; it is not counted and keeps NaN.
 */
package org.commonplace.methods.signals.multiplicity;
