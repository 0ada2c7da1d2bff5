package org.commonplace.jobs.indicators;

import java.io.Serializable;
import org.commonplace.jobs.lake.Workspace;

/**
 * One element of the first step.
 *
 * @param kind what is read
 * @param dataset the dataset read
 * @param fromBucket first bucket
 * @param toBucket last bucket, inclusive
 */
record WorkItem(Kind kind, String dataset, int fromBucket, int toBucket) implements Serializable {
  /** Whether it is all buckets. */
  boolean isWhole() {
    return fromBucket == 0 && toBucket == Workspace.BUCKETS - 1;
  }

  enum Kind {
    /** The rows of some buckets of a dataset. */
    ROWS,
    /** The populations, once for all. */
    POPULATION
  }
}
