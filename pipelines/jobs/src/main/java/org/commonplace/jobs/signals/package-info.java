/** The signals stage: spike detectors on the series of a run, and on anybody's file of series. */
package org.commonplace.jobs.signals;
