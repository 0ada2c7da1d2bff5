/**
 * The workspace on a Beam file system: its folders, the ledger, and files brought to local disk.
 */
package org.commonplace.jobs.lake;
