package org.commonplace.jobs.signals;

import static org.apache.beam.sdk.values.TypeDescriptors.integers;
import static org.apache.beam.sdk.values.TypeDescriptors.kvs;
import static org.apache.beam.sdk.values.TypeDescriptors.strings;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Contextful;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Requirements;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.SerializableBiFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Writes the signals of each shard of places and the clusters of each indicator; gives back the
 * shards done. Delays are learned before the first shard is tested, and every shard is tested
 * before the first is held against the tests of all.
 */
final class DetectSpikes extends PTransform<PCollection<Integer>, PCollection<Integer>> {
  private static final long serialVersionUID = 1L;

  private final LearnDelays delays;
  private final ShardSignals signals;
  private final ShardQValues qValues;
  private final ScanIndicator scan;

  DetectSpikes(LearnDelays delays, ShardSignals signals, ShardQValues qValues, ScanIndicator scan) {
    this.delays = delays;
    this.signals = signals;
    this.qValues = qValues;
    this.scan = scan;
  }

  @Override
  public PCollection<Integer> expand(PCollection<Integer> shards) {
    PCollectionView<Map<String, Completion>> learned = learn(shards.getPipeline());
    PCollection<KV<String, Iterable<Integer>>> tested = test(shards, learned);
    // Beam takes the functions apart from here: they may hold what they call, not this.
    ScanIndicator each = scan;
    ShardQValues all = qValues;
    tested
        .apply("Indicators", FlatMapElements.into(strings()).via(done -> each.indicators()))
        .apply("SpreadIndicators", Reshuffle.viaRandomKey())
        .apply("ScanClusters", MapElements.into(strings()).via(knowing(learned, each::run)));
    return tested
        .apply("Shards", FlatMapElements.into(integers()).via(KV::getValue))
        .apply("SpreadTested", Reshuffle.viaRandomKey())
        .apply("CompareWithAll", MapElements.into(integers()).via(all::run));
  }

  private PCollection<KV<String, Iterable<Integer>>> test(
      PCollection<Integer> shards, PCollectionView<Map<String, Completion>> learned) {
    ShardSignals each = signals;
    return shards
        // The numbers are made in one place; spread them before the work starts.
        .apply("SpreadShards", Reshuffle.viaRandomKey())
        .apply("TestSeries", MapElements.into(integers()).via(knowing(learned, each::run)))
        .apply("Together", WithKeys.<String, Integer>of("").withKeyType(strings()))
        .apply("AwaitAll", GroupByKey.create());
  }

  /** Work on an element that is told what was learned of delays. */
  private static <T> Contextful<Contextful.Fn<T, T>> knowing(
      PCollectionView<Map<String, Completion>> learned,
      SerializableBiFunction<T, Map<String, Completion>, T> work) {
    return Contextful.fn(
        (T element, Contextful.Fn.Context context) ->
            work.apply(element, context.sideInput(learned)),
        Requirements.requiresSideInputs(learned));
  }

  private PCollectionView<Map<String, Completion>> learn(Pipeline pipeline) {
    LearnDelays each = delays;
    return pipeline
        .apply("Counts", Create.of(each.indicators()).withCoder(StringUtf8Coder.of()))
        .apply("SpreadCounts", Reshuffle.viaRandomKey())
        .apply(
            "LearnDelays",
            FlatMapElements.into(kvs(strings(), TypeDescriptor.of(Completion.class)))
                .via(each::run))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), CompletionCoder.of()))
        .apply("Delays", View.asMap());
  }
}
