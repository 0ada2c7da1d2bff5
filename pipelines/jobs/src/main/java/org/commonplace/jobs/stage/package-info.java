/** What a stage is: its context, its outcome and how it says no. */
package org.commonplace.jobs.stage;
