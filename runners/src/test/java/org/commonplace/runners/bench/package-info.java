/**
 * Times intake and indicators against two peers that do the same work: DuckDB's own SQL, and Beam
 * with a row per element. Run by {@code make bench ROWS=n}; every figure comes with a check that
 * all results agree.
 */
package org.commonplace.runners.bench;
