/**
 * The agreements: contracts, datasets, indicator definitions and release files, loaded and checked
 * before any data is read.
 */
package org.commonplace.schemas;
