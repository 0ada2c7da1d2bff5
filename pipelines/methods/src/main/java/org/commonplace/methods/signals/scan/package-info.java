/**
 * Clusters of neighbouring places over the last days that together have more cases than expected.
 *
 * <p>Start at {@link org.commonplace.methods.signals.scan.SpaceTimeScan}.
 */
package org.commonplace.methods.signals.scan;
