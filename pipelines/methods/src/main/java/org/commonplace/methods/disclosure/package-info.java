/**
 * Small number suppression of linked tables: which counts are hidden, and a proof that hiding them
 * is enough. Start at {@link org.commonplace.methods.disclosure.Suppressor}.
 */
package org.commonplace.methods.disclosure;
