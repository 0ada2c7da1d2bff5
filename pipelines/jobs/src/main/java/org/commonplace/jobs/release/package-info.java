/**
 * The last job: small numbers are hidden, the result is audited, and one immutable release is
 * written, rendered, verified and published by a single pointer swap.
 *
 * <p>Start reading at {@link org.commonplace.jobs.release.ReleaseStage}, then {@link
 * org.commonplace.jobs.release.Verification} and {@link org.commonplace.jobs.release.PublishStage}.
 */
package org.commonplace.jobs.release;
