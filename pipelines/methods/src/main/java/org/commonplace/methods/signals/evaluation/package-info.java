/**
 * How good a detector is: published scenarios drawn from a seed, and the measures of the published
 * comparisons, each with its standard error.
 *
 * <p>Start at {@link org.commonplace.methods.signals.evaluation.Evaluation}.
 */
package org.commonplace.methods.signals.evaluation;
