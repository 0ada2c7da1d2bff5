package org.commonplace.jobs.indicators;

import java.io.Serializable;

/**
 * One element of the first step.
 *
 * @param kind what is read
 * @param dataset the dataset read
 * @param fromBucket first bucket
 * @param toBucket last bucket, inclusive
 */
record WorkItem(Kind kind, String dataset, int fromBucket, int toBucket) implements Serializable {
  enum Kind {
    /** The rows of some buckets of a dataset. */
    ROWS,
    /** The populations, once for all. */
    POPULATION
  }
}
