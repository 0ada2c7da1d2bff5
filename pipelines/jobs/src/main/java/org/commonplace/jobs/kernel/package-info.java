/**
 * The embedded, vectorised engine that works on rows inside a DoFn, and the blocks in which its
 * partial results travel.
 */
package org.commonplace.jobs.kernel;
