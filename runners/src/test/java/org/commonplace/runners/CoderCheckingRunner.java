package org.commonplace.runners;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;

/**
 * Walks every pipeline it is given, keeps what it finds, then runs it on the DirectRunner with both
 * enforcements on.
 */
public final class CoderCheckingRunner extends PipelineRunner<PipelineResult> {
  private static final List<String> PIPELINES = Collections.synchronizedList(new ArrayList<>());
  private static final List<String> SERIALIZABLE = Collections.synchronizedList(new ArrayList<>());

  private final PipelineOptions options;

  private CoderCheckingRunner(PipelineOptions options) {
    this.options = options;
  }

  /** Beam's way of making a runner. */
  public static CoderCheckingRunner fromOptions(PipelineOptions options) {
    return new CoderCheckingRunner(options);
  }

  static void forget() {
    PIPELINES.clear();
    SERIALIZABLE.clear();
  }

  static List<String> pipelines() {
    return List.copyOf(PIPELINES);
  }

  static List<String> serializable() {
    return List.copyOf(SERIALIZABLE);
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    PIPELINES.add(options.getJobName());
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitValue(PValue value, TransformHierarchy.Node producer) {
            // Create hands its own source to its reader: one element of Beam's, not of ours.
            boolean ours =
                !producer.getFullName().contains("Read(CreateSource)/ParDo(OutputSingle");
            if (ours && value instanceof PCollection<?> collection && uses(collection.getCoder())) {
              SERIALIZABLE.add(producer.getFullName() + " -> " + collection.getName());
            }
          }
        });
    DirectOptions direct = options.as(DirectOptions.class);
    direct.setEnforceImmutability(true);
    direct.setEnforceEncodability(true);
    return DirectRunner.fromOptions(direct).run(pipeline);
  }

  private static boolean uses(Coder<?> coder) {
    if (coder instanceof SerializableCoder) {
      return true;
    }
    return coder.getCoderArguments() != null
        && coder.getCoderArguments().stream().anyMatch(CoderCheckingRunner::uses);
  }
}
