/** Public feeds brought into the inbox, as a partner's own delivery would be. */
package org.commonplace.jobs.feeds;
