package org.commonplace.jobs.signals;

import static org.apache.beam.sdk.values.TypeDescriptors.integers;
import static org.apache.beam.sdk.values.TypeDescriptors.strings;

import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

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
    // Beam takes the functions apart from here: they may hold what they call, not this.
    ScanIndicator each = scan;
    ShardQValues all = qValues;
    tested
        .apply("Indicators", FlatMapElements.into(strings()).via(done -> each.indicators()))
        .apply("SpreadIndicators", Reshuffle.viaRandomKey())
        .apply("ScanClusters", MapElements.into(strings()).via(each::run));
    return tested
        .apply("Shards", FlatMapElements.into(integers()).via(KV::getValue))
        .apply("SpreadTested", Reshuffle.viaRandomKey())
        .apply("CompareWithAll", MapElements.into(integers()).via(all::run));
  }

  private PCollection<KV<String, Iterable<Integer>>> test(PCollection<Integer> shards) {
    ShardSignals each = signals;
    return shards
        // The numbers are made in one place; spread them before the work starts.
        .apply("SpreadShards", Reshuffle.viaRandomKey())
        .apply("TestSeries", MapElements.into(integers()).via(each::run))
        .apply("Together", WithKeys.<String, Integer>of("").withKeyType(strings()))
        .apply("AwaitAll", GroupByKey.create());
  }
}
