/** Values with their confidence limits: proportions, rates, means, plain ratios. */
package org.commonplace.methods.interval;
