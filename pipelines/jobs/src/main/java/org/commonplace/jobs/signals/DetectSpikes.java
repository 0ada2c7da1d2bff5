package org.commonplace.jobs.signals;

import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Writes the signals of each shard of places; gives back the shards done. Every shard is tested
 * before the first is held against the tests of all.
 */
final class DetectSpikes extends PTransform<PCollection<Integer>, PCollection<Integer>> {
  private static final long serialVersionUID = 1L;

  private final ShardSignals signals;
  private final ShardQValues qValues;

  DetectSpikes(ShardSignals signals, ShardQValues qValues) {
    this.signals = signals;
    this.qValues = qValues;
  }

  @Override
  public PCollection<Integer> expand(PCollection<Integer> shards) {
    return shards
        // The numbers are made in one place; spread them before the work starts.
        .apply("SpreadShards", Reshuffle.viaRandomKey())
        .apply("TestSeries", ParDo.of(new TestSeries(signals)))
        .setCoder(VarIntCoder.of())
        .apply("Together", WithKeys.<String, Integer>of("").withKeyType(TypeDescriptors.strings()))
        .apply("AwaitAll", GroupByKey.create())
        .apply("Shards", ParDo.of(new EachShard()))
        .setCoder(VarIntCoder.of())
        .apply("SpreadTested", Reshuffle.viaRandomKey())
        .apply("CompareWithAll", ParDo.of(new CompareWithAll(qValues)))
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

  private static final class EachShard extends DoFn<KV<String, Iterable<Integer>>, Integer> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<Integer>> all, OutputReceiver<Integer> shards) {
      all.getValue().forEach(shards::output);
    }
  }

  private static final class CompareWithAll extends DoFn<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    private final ShardQValues qValues;

    private CompareWithAll(ShardQValues qValues) {
      this.qValues = qValues;
    }

    @ProcessElement
    public void process(@Element Integer shard, OutputReceiver<Integer> done) {
      qValues.run(shard);
      done.output(shard);
    }
  }
}
