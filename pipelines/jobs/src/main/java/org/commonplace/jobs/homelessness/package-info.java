/**
 * What homelessness services ask of their own data: the report tables of the HMIS, and Built for
 * Zero's by-name list with its flows.
 */
package org.commonplace.jobs.homelessness;
