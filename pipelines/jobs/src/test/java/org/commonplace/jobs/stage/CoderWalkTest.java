package org.commonplace.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

class CoderWalkTest {
  @Test
  void javaSerialisationIsFoundInsideOtherCoders() {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline.apply(
        "Hidden",
        Create.of(KV.of(1, YearMonth.of(2024, 1)))
            .withCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(YearMonth.class))));
    pipeline.apply("Plain", Create.of(1).withCoder(VarIntCoder.of()));

    assertThat(CoderWalk.serialized(pipeline))
        .isNotEmpty()
        .allMatch(found -> found.startsWith("Hidden"));
  }
}
