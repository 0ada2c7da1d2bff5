/**
 * An invented city and its coalition: a seeded inbox of partner files with the truth beside it.
 * Start reading at {@link org.commonplace.jobs.sample.SampleInbox}.
 */
package org.commonplace.jobs.sample;
