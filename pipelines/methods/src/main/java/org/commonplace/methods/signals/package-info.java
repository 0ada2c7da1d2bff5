/**
 * Detectors of infection spikes in one series of counts.
 *
 * <p>Start at {@link org.commonplace.methods.signals.Detector}. Every detector is immutable and
 * safe to share between threads; the arrays that a fit needs are kept per thread.
 */
package org.commonplace.methods.signals;
