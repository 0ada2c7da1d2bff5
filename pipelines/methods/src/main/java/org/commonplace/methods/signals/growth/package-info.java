/** How fast cases rise or fall: growth rate, doubling time and reproduction number. */
package org.commonplace.methods.signals.growth;
