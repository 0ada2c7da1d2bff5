package org.commonplace.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.commonplace.methods.signals.Detector;
import org.junit.jupiter.api.Test;

final class DetectorWordsTest {

  @Test
  void everyDetectorHasANameOfItsOwnAndASentence() {
    List<DetectorWords> words = Detector.names().stream().map(DetectorWords::of).toList();
    assertThat(words).extracting(DetectorWords::name).doesNotHaveDuplicates();
    assertThat(words).allSatisfy(each -> assertThat(each.text()).endsWith("."));
    assertThat(DetectorWords.of("ears-c2:baseline=28:minSigma=1").name())
        .isEqualTo(DetectorWords.of("ears-c2").name() + ", with baseline=28, minSigma=1");
    assertThatThrownBy(() -> DetectorWords.of("guess")).hasMessageContaining("guess");
  }
}
