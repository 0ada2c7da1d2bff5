package org.commonplace.methods.signals;

import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The methods by name. */
final class Registry {
  static final NavigableMap<String, Supplier<Detector>> BY_NAME = new TreeMap<>();

  static {
    BY_NAME.put(
        "farrington-flexible",
        () ->
            new FarringtonFlexible(
                "farrington-flexible", upTo(FarringtonSettings.packageDefaults())));
    BY_NAME.put(
        "farrington-noufaily",
        () -> new FarringtonFlexible("farrington-noufaily", upTo(FarringtonSettings.noufaily())));
    add(
        new FarringtonFlexible("farrington-1996", upTo(FarringtonSettings.original())),
        new FarringtonFlexible(
            "essence-farrington-original", upTo(FarringtonSettings.essenceOriginal())),
        new FarringtonFlexible(
            "essence-farrington-modified", upTo(FarringtonSettings.essenceModified())),
        Ears.of(Ears.Rule.C1),
        Ears.of(Ears.Rule.C2),
        Ears.of(Ears.Rule.C3),
        Cdc.historicalLimits(),
        Rki.one(),
        Rki.two(),
        Rki.three(),
        Bayes.one(),
        Bayes.two(),
        Bayes.three(),
        new OutbreakP(),
        PeriodicRegression.poisson(),
        PeriodicRegression.negativeBinomial(),
        PeriodicRegression.essence(),
        LikelihoodRatio.of(LikelihoodRatio.Spread.POISSON),
        LikelihoodRatio.of(LikelihoodRatio.Spread.NEGATIVE_BINOMIAL),
        LikelihoodRatio.of(LikelihoodRatio.Spread.NEGATIVE_BINOMIAL).withLogChange(Math.log(2)),
        new XmrRules(),
        new HybridShewhart(),
        FirstCase.forAYear(),
        GapChart.ofPeriods(),
        GapChart.ofTime(),
        ExcessWindows.usual(),
        SeasonalRegression.ofMeasurements(),
        SeasonalRegression.ofShares());
    for (Cusum.Scale scale : Cusum.Scale.values()) {
      for (Cusum.Mean mean : Cusum.Mean.values()) {
        add(Cusum.of(scale, mean));
      }
    }
    for (Essence.Rule rule : Essence.Rule.values()) {
      add(Essence.of(rule));
    }
  }

  private Registry() {}

  /** Detectors are immutable, so one of each is enough. */
  private static void add(Detector... detectors) {
    for (Detector detector : detectors) {
      BY_NAME.put(detector.name(), () -> detector);
    }
  }

  /** Partners' series are young: a short baseline with a reason serves them better than none. */
  private static FarringtonSettings upTo(FarringtonSettings settings) {
    return settings.toBuilder().years(FarringtonSettings.Years.UP_TO).build();
  }
}
