package org.commonplace.jobs.signals;

import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;

/** Writes the signals of each shard of places; gives back the shards done. */
final class DetectSpikes extends PTransform<PCollection<Integer>, PCollection<Integer>> {
  private static final long serialVersionUID = 1L;

  private final ShardSignals signals;

  DetectSpikes(ShardSignals signals) {
    this.signals = signals;
  }

  @Override
  public PCollection<Integer> expand(PCollection<Integer> shards) {
    return shards
        // The numbers are made in one place; spread them before the work starts.
        .apply("SpreadShards", Reshuffle.viaRandomKey())
        .apply("TestSeries", ParDo.of(new TestSeries(signals)))
        .setCoder(VarIntCoder.of());
  }

  private static final class TestSeries extends DoFn<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    private final ShardSignals signals;

    private TestSeries(ShardSignals signals) {
      this.signals = signals;
    }

    @ProcessElement
    public void process(@Element Integer shard, OutputReceiver<Integer> done) {
      signals.run(shard);
      done.output(shard);
    }
  }
}
