package org.commonplace.jobs.release;

/**
 * What anybody can work out of a hidden count.
 *
 * @param low the least that fits
 * @param high the most that fits
 */
record CountRange(double low, double high) {}
