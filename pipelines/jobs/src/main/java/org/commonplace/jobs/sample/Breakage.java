package org.commonplace.jobs.sample;

/**
 * One way in which a row of a contract can be broken so that its reader must reject it.
 *
 * @param column cell that is overwritten, from 0
 * @param cell what is written there
 */
record Breakage(int column, String cell) {}
