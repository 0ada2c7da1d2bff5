package org.commonplace.jobs.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;

/** Walks a pipeline's graph for coders that Beam chose because nobody did. */
public final class CoderWalk {
  private CoderWalk() {}

  /** The collections of a pipeline that are encoded, wholly or in part, by Java serialisation. */
  public static List<String> serialized(Pipeline pipeline) {
    List<String> found = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitValue(PValue value, TransformHierarchy.Node producer) {
            if (value instanceof PCollection<?> collection
                && isSerialized(collection.getCoder()).isPresent()) {
              found.add(producer.getFullName() + ": " + collection.getCoder());
            }
          }
        });
    return found;
  }

  private static Optional<Coder<?>> isSerialized(Coder<?> coder) {
    // Beam passes the sources of Create around in this way; they are few and its own.
    if (coder instanceof SerializableCoder<?> serializable
        && !serializable.getRecordType().getName().startsWith("org.apache.beam.")) {
      return Optional.of(coder);
    }
    if (coder instanceof StructuredCoder<?> structured) {
      for (Coder<?> component : structured.getComponents()) {
        Optional<Coder<?>> inside = isSerialized(component);
        if (inside.isPresent()) {
          return inside;
        }
      }
    }
    return Optional.empty();
  }
}
