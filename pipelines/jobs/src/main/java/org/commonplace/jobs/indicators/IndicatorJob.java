package org.commonplace.jobs.indicators;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.Workspace;

/**
 * All that the workers are told.
 *
 * @param workspace where the lake and the output lie
 * @param run name of the run
 * @param end last day of the last month
 * @param places the places
 * @param indicators the compiled indicators
 * @param files the lake files that count, by dataset, in the order of their deliveries
 * @param contributors by indicator id, who sends what it is made of
 * @param submissions what the ledger holds by month
 * @param items the elements of the first step
 * @param rowKernel limits of a kernel of the first step
 * @param shardKernel limits of a kernel of the second step
 */
record IndicatorJob(
    Workspace workspace,
    String run,
    LocalDate end,
    PlaceTree places,
    List<IndicatorPlan> indicators,
    SortedMap<String, List<LakeFile>> files,
    SortedMap<String, List<Contributor>> contributors,
    List<SubmissionMonth> submissions,
    List<WorkItem> items,
    KernelSettings rowKernel,
    KernelSettings shardKernel)
    implements Serializable {

  /** Output folder's name in the run. */
  static final String VALUES = "values";

  /** The same work cut into other elements. */
  IndicatorJob withItems(List<WorkItem> others) {
    return new IndicatorJob(
        workspace,
        run,
        end,
        places,
        indicators,
        files,
        contributors,
        submissions,
        others,
        rowKernel,
        shardKernel);
  }

  /** The same under another name, for other places. */
  IndicatorJob as(String otherRun, PlaceTree others) {
    return new IndicatorJob(
        workspace,
        otherRun,
        end,
        others,
        indicators,
        files,
        contributors,
        submissions,
        items,
        rowKernel,
        shardKernel);
  }
}
