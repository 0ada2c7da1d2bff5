/** Rates that are comparable between places of different age: direct and indirect. */
package org.commonplace.methods.standardisation;
