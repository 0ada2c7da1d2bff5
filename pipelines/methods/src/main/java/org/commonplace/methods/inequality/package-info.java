/**
 * Inequality between the groups of a place: slope and relative index, concentration, dispersion,
 * gap, attributable risk. All intervals are computed, none is simulated.
 */
package org.commonplace.methods.inequality;
