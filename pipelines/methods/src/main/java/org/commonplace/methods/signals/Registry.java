package org.commonplace.methods.signals;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** The methods by name, and what a name changes in them. */
final class Registry {
  private static final NavigableMap<String, Detector> USUAL = new TreeMap<>();

  static {
    add(
        farrington("farrington-flexible", FarringtonSettings.packageDefaults()),
        farrington("farrington-noufaily", FarringtonSettings.noufaily()),
        farrington("farrington-1996", FarringtonSettings.original()),
        farrington("essence-farrington-original", FarringtonSettings.essenceOriginal()),
        farrington("essence-farrington-modified", FarringtonSettings.essenceModified()),
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
        OutbreakP.usual(),
        PeriodicRegression.poisson(),
        PeriodicRegression.negativeBinomial(),
        PeriodicRegression.essence(),
        LikelihoodRatio.of(LikelihoodRatio.Spread.POISSON),
        LikelihoodRatio.of(LikelihoodRatio.Spread.NEGATIVE_BINOMIAL),
        LikelihoodRatio.cusum(LikelihoodRatio.Spread.NEGATIVE_BINOMIAL, Math.log(2)),
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

  private static void add(Detector... detectors) {
    for (Detector detector : detectors) {
      USUAL.put(detector.name(), detector);
    }
  }

  /** Partners' series are young: a short baseline with a reason serves them better than none. */
  private static FarringtonFlexible farrington(String name, FarringtonSettings settings) {
    return new FarringtonFlexible(
        name, settings.toBuilder().years(FarringtonSettings.Years.UP_TO).build());
  }

  static SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(USUAL.navigableKeySet());
  }

  /** The method of this name, with the settings that the name carries. */
  static Detector named(String name) {
    NamedSettings named = NamedSettings.of(name);
    Detector usual = USUAL.get(named.method());
    if (usual == null) {
      throw new IllegalArgumentException(
          "There is no detection method \""
              + named.method()
              + "\"; choose one of "
              + String.join(", ", names()));
    }
    // Detectors are immutable, so one of each is enough.
    Detector detector = name.equals(named.method()) ? usual : changed(usual, named);
    named.requireKnown();
    return detector;
  }

  private static Detector changed(Detector usual, NamedSettings named) {
    return usual instanceof Adjustable adjustable ? adjustable.changed(named) : usual;
  }
}
