package org.commonplace.jobs.indicators;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.commonplace.jobs.kernel.BlockCoder;

/** Sums the rows by work item, then makes and writes the values by place shard. */
final class ComputeIndicators extends PTransform<PBegin, PDone> {
  private static final long serialVersionUID = 1L;

  private final IndicatorJob job;

  ComputeIndicators(IndicatorJob job) {
    this.job = job;
  }

  @Override
  public PDone expand(PBegin begin) {
    List<Integer> items = IntStream.range(0, job.items().size()).boxed().toList();
    begin
        .apply("ListItems", Create.of(items).withCoder(VarIntCoder.of()))
        // Each item is a key of its own, so that a runner works on several at once.
        .apply(
            "KeyItems", WithKeys.of((Integer item) -> item).withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), VarIntCoder.of()))
        .apply("SpreadItems", Reshuffle.of())
        .apply("DropKeys", Values.create())
        .setCoder(VarIntCoder.of())
        .apply("SumRows", ParDo.of(new PartialsFn(job)))
        .setCoder(KvCoder.of(VarIntCoder.of(), BlockCoder.of()))
        .apply("GroupByShard", GroupByKey.create())
        .apply("WriteValues", ParDo.of(new ValuesFn(job)))
        .setCoder(VoidCoder.of());
    return PDone.in(begin.getPipeline());
  }
}
