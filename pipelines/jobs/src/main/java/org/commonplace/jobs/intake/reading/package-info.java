/**
 * Reading whatever a partner sends: finds out what a file is, how its text is encoded and divided,
 * and hands its rows to the kernel as text columns, either straight from the file (a clean one) or
 * from a repaired copy. Knows nothing of contracts.
 */
package org.commonplace.jobs.intake.reading;
