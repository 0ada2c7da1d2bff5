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
    assertThatThrownBy(() -> DetectorWords.of("guess")).hasMessageContaining("guess");
  }
}
