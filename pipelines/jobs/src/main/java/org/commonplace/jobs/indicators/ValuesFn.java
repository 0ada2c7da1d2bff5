package org.commonplace.jobs.indicators;

import java.nio.file.Path;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.commonplace.jobs.kernel.Block;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;

/** The second step: the blocks of a place shard become its file of values. */
final class ValuesFn extends DoFn<KV<Integer, Iterable<Block>>, Void> {
  private static final long serialVersionUID = 1L;
  private static final int ROW_GROUP = 122_880;

  /** Counter of rows written. */
  static final String NAMESPACE = "indicators";

  static final String ROWS = "rows";

  private final IndicatorJob job;

  ValuesFn(IndicatorJob job) {
    this.job = job;
  }

  @ProcessElement
  public void process(@Element KV<Integer, Iterable<Block>> shard) {
    try (Kernel kernel = Kernel.open(job.shardKernel())) {
      kernel.load("partials", shard.getValue());
      ValueRows rows = new ValueRows(kernel);
      new ShardValues(kernel, job, shard.getKey(), rows).run();
      Path file = kernel.scratch().resolve("values.parquet");
      long written = kernel.writeParquet(ValueRows.SORTED, file, ROW_GROUP);
      WorkspaceFiles.moveIn(
          file,
          job.workspace().uri(Workspace.shardFile(job.run(), IndicatorJob.VALUES, shard.getKey())));
      Metrics.counter(NAMESPACE, ROWS).inc(written);
    }
  }
}
