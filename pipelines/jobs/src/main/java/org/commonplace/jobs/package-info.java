/** The Beam jobs, a package each, and what they share: the embedded engine and the lake. */
package org.commonplace.jobs;
