package org.commonplace.methods.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.commonplace.methods.interval.Span;
import org.junit.jupiter.api.Test;

class GapTest {
  @Test
  void theGapIsAdvantagedMinusDisadvantagedAndWidensWithWhatIsNotKnown() {
    assertThat(Gap.between(new Span(90, 90), new Span(60, 60)))
        .isEqualTo(new Gap(new Span(30, 30), new Span(1.5, 1.5)));
    assertThat(Gap.between(new Span(80, 90), new Span(40, 60)))
        .isEqualTo(new Gap(new Span(20, 50), new Span(80 / 60.0, 90 / 40.0)));
    assertThat(Gap.between(new Span(3, 3), new Span(0, 0)).ratio()).isEqualTo(Span.NONE);
    assertThat(Gap.between(Span.NONE, new Span(0, 0)).difference()).isEqualTo(Span.NONE);
  }
}
