/** A value against another: a benchmark, a target, its own past, the rest of its group. */
package org.commonplace.methods.comparison;
