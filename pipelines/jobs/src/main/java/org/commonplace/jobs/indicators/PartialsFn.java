package org.commonplace.jobs.indicators;

import java.util.Map;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.commonplace.jobs.kernel.Block;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.lake.Workspace;

/** The first step: a work item's number becomes one block of partial sums for each place shard. */
final class PartialsFn extends DoFn<Integer, KV<Integer, Block>> {
  private static final long serialVersionUID = 1L;

  /** Counters of units whose place is in no place dataset, by indicator. */
  static final String UNPLACED = "indicators.unplaced";

  private final IndicatorJob job;

  PartialsFn(IndicatorJob job) {
    this.job = job;
  }

  @ProcessElement
  public void process(@Element Integer number, OutputReceiver<KV<Integer, Block>> out) {
    WorkItem item = job.items().get(number);
    try (Kernel kernel = Kernel.open(job.rowKernel())) {
      Partials partials = Partials.create(kernel, job.places());
      switch (item.kind()) {
        case ROWS -> {
          new RowPartials(kernel, job, item).run();
          for (Map.Entry<Integer, Long> each : partials.unplaced().entrySet()) {
            Metrics.counter(UNPLACED, job.indicators().get(each.getKey()).id())
                .inc(each.getValue());
          }
        }
        case POPULATION -> new PopulationPartials(kernel, job).run();
      }
      for (int shard = 0; shard < Workspace.SHARDS; shard++) {
        Block block = partials.block(shard);
        // Of the populations' item even an empty block goes out: each shard has a file to write.
        if (block.rows() > 0 || item.kind() == WorkItem.Kind.POPULATION) {
          out.output(KV.of(shard, block));
        }
      }
    }
  }
}
