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
    BY_NAME.put("ears-c1", () -> Ears.of(Ears.Rule.C1));
    BY_NAME.put("ears-c2", () -> Ears.of(Ears.Rule.C2));
    BY_NAME.put("ears-c3", () -> Ears.of(Ears.Rule.C3));
  }

  private Registry() {}

  /** Partners' series are young: a short baseline with a reason serves them better than none. */
  private static FarringtonSettings upTo(FarringtonSettings settings) {
    return settings.toBuilder().years(FarringtonSettings.Years.UP_TO).build();
  }
}
