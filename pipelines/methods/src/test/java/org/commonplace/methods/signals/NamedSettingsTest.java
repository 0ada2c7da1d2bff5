package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NamedSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "farrington-flexible:b=4:noPeriods=10:thresholdMethod=muan:limit54=0/4",
        "farrington-1996:w=2",
        "ears-c2:baseline=28:minSigma=0.5",
        "bayes-1:b=1:actY=true",
        "rki-3:w=6",
        "cdc:b=3:m=2",
        "cusum-rossi:k=1.5:h=3:training=104",
        "glr-negative-binomial:c.ARL=4:overdispersion=0.2",
        "cusum-negative-binomial:theta=1.2",
        "periodic-poisson:training=104",
        "outbreak-p:k=50"
      })
  void aMethodKeepsItsNameWithItsSettings(String name) {
    Detector detector = Detector.named(name);
    assertThat(detector.name()).isEqualTo(name);
    assertThat(detector.withAlpha(0.02).name()).isEqualTo(name);
    assertThat(Detector.names()).doesNotContain(name).contains(name.split(":")[0]);
  }

  @Test
  void whatIsNotNamedStaysAsUsual() {
    FarringtonFlexible changed = (FarringtonFlexible) Detector.named("farrington-noufaily:b=3:w=2");
    FarringtonFlexible usual = (FarringtonFlexible) Detector.named("farrington-noufaily");
    assertThat(changed.settings())
        .isEqualTo(usual.settings().toBuilder().pastYears(3).halfWindow(2).build());
    // As in the R function, the points left out are as many as the window's unless it is said.
    FarringtonFlexible narrow = (FarringtonFlexible) Detector.named("farrington-flexible:w=1");
    assertThat(narrow.settings().excludedRecent()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "farrington-flexible:x=1 | no setting \"x\"; it has",
        "ears-c1:baseline=1 | baseline is \"1\"; it must be a whole number from 2 to",
        "ears-c1:baseline=7.5 | a whole number",
        "ears-c1:baseline=2147483647 | a whole number",
        "ears-c1:baseline=many | must be a number",
        "farrington-flexible:b=4d | must be a number",
        "farrington-flexible:b=2000000000 | whole number from 1 to 100",
        "cdc:m=12 | from 0 to 11",
        "cdc:b=1:m=0 | one sum of four weeks",
        "rki-1:w=1 | fewer than 2 points",
        "ears-c1:baseline | :setting=value",
        "ears-c1:baseline=7:baseline=8 | each once",
        "farrington-flexible:thresholdMethod=best | one of delta, muan, nbPlugin",
        "farrington-flexible:limit54=5 | two whole numbers such as 5/4",
        "farrington-flexible:pThresholdTrend=2 | trendPValue is 2.0",
        "bayes-1:b=0:actY=false | fewer than 2 points",
        "outbreak-p:k=1 | above 1",
        "xmr:b=1 | it has none",
        "nothing:b=1 | There is no detection method \"nothing\""
      })
  void whatIsWrongIsSaid(String name, String said) {
    assertThatThrownBy(() -> Detector.named(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  @Test
  void aTrainingThatTeachesNothingEndsWithAReason() {
    double[] counts = new double[400];
    Arrays.setAll(counts, t -> 10 + (t * 7919 % 11) + 5 * Math.cos(t / 8.3));
    Series series = Series.of("x", Frequency.WEEKLY, LocalDate.of(2015, 1, 5), counts);
    List<Detection> detections =
        Detector.named("essence-negative-binomial:training=5").detect(series, 5, 399);
    assertThat(detections.get(394).reason()).isEqualTo(Reason.NO_CONVERGENCE);
  }

  @Test
  void aSettingThatANameCarriesIsNotChangedForTheSeries() {
    assertThat(
            ((FarringtonFlexible) Detector.named("farrington-flexible:populationOffset=false"))
                .perPopulation()
                .settings()
                .exposure())
        .isEqualTo(FarringtonSettings.Exposure.NONE);
    Ears ears = (Ears) Detector.named("ears-c2:minSigma=0");
    assertThat(ears.withSmallestDeviation(1)).isSameAs(ears);
  }
}
