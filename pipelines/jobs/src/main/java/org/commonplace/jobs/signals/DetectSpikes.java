package org.commonplace.jobs.signals;

import org.apache.beam.sdk.coders.StringUtf8Coder;
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
 * Writes the signals of each shard of places and the clusters of each indicator; gives back the
 * shards done. Every shard is tested before the first is held against the tests of all.
 */
final class DetectSpikes extends PTransform<PCollection<Integer>, PCollection<Integer>> {
  private static final long serialVersionUID = 1L;

  private final ShardSignals signals;
  private final ShardQValues qValues;
  private final ScanIndicator scan;

  DetectSpikes(ShardSignals signals, ShardQValues qValues, ScanIndicator scan) {
    this.signals = signals;
    this.qValues = qValues;
    this.scan = scan;
  }

  @Override
  public PCollection<Integer> expand(PCollection<Integer> shards) {
    PCollection<KV<String, Iterable<Integer>>> tested = test(shards);
    tested
        .apply("Indicators", ParDo.of(new EachIndicator(scan)))
        .setCoder(StringUtf8Coder.of())
        .apply("SpreadIndicators", Reshuffle.viaRandomKey())
        .apply("ScanClusters", ParDo.of(new ScanClusters(scan)))
        .setCoder(StringUtf8Coder.of());
    return tested
        .apply("Shards", ParDo.of(new EachShard()))
        .setCoder(VarIntCoder.of())
        .apply("SpreadTested", Reshuffle.viaRandomKey())
        .apply("CompareWithAll", ParDo.of(new CompareWithAll(qValues)))
        .setCoder(VarIntCoder.of());
  }

  private PCollection<KV<String, Iterable<Integer>>> test(PCollection<Integer> shards) {
    return shards
        // The numbers are made in one place; spread them before the work starts.
        .apply("SpreadShards", Reshuffle.viaRandomKey())
        .apply("TestSeries", ParDo.of(new TestSeries(signals)))
        .setCoder(VarIntCoder.of())
        .apply("Together", WithKeys.<String, Integer>of("").withKeyType(TypeDescriptors.strings()))
        .apply("AwaitAll", GroupByKey.create());
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

  private static final class EachIndicator extends DoFn<KV<String, Iterable<Integer>>, String> {
    private static final long serialVersionUID = 1L;

    private final ScanIndicator scan;

    private EachIndicator(ScanIndicator scan) {
      this.scan = scan;
    }

    @ProcessElement
    public void process(OutputReceiver<String> indicators) {
      scan.indicators().forEach(indicators::output);
    }
  }

  private static final class ScanClusters extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;

    private final ScanIndicator scan;

    private ScanClusters(ScanIndicator scan) {
      this.scan = scan;
    }

    @ProcessElement
    public void process(@Element String indicator, OutputReceiver<String> done) {
      scan.run(indicator);
      done.output(indicator);
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
