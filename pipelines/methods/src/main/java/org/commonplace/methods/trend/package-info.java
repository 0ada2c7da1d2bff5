/** Change over years. Months have control charts instead. */
package org.commonplace.methods.trend;
