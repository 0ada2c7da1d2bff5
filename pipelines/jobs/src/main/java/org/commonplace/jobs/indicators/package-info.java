/**
 * Computes the indicators: one element reads the rows of some buckets of people, one element puts
 * together the values of one shard of places. Start reading at {@link
 * org.commonplace.jobs.indicators.IndicatorsStage}.
 */
package org.commonplace.jobs.indicators;
