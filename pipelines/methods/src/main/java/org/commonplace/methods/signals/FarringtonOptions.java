package org.commonplace.methods.signals;

import java.util.Map;
import org.commonplace.methods.signals.FarringtonSettings.Anniversary;
import org.commonplace.methods.signals.FarringtonSettings.Exposure;
import org.commonplace.methods.signals.FarringtonSettings.Method;
import org.commonplace.methods.signals.FarringtonSettings.Power;
import org.commonplace.methods.signals.FarringtonSettings.Reweighting;
import org.commonplace.methods.signals.FarringtonSettings.Trend;

/**
 * The settings of {@link FarringtonFlexible} under the names that the R function {@code
 * farringtonFlexible} of the package surveillance 1.20.3 has for them; {@code limit54} is written
 * as cases and points, {@code 5/4}. As there, as many recent points are left out as the window is
 * wide on a side, where a method does not say otherwise.
 */
final class FarringtonOptions {
  private static final int MOST_YEARS = 100;
  private static final int HALF_A_YEAR = 26;
  private static final int MOST_PERIODS = 52;
  private static final int MOST_RECENT = 1000;

  private FarringtonOptions() {}

  /**
   * The settings, with those changed that a name carries.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  static FarringtonSettings changed(FarringtonSettings usual, NamedSettings named) {
    int window = named.whole("w", usual.halfWindow(), 0, HALF_A_YEAR);
    boolean asWide = usual.excludedRecent() == usual.halfWindow();
    int[] limit = named.pair("limit54", usual.recentCases(), usual.recentPoints());
    return usual.toBuilder()
        .pastYears(named.whole("b", usual.pastYears(), 1, MOST_YEARS))
        .halfWindow(window)
        .seasonalPeriods(named.whole("noPeriods", usual.seasonalPeriods(), 1, MOST_PERIODS))
        .excludedRecent(
            named.whole(
                "pastWeeksNotIncluded", asWide ? window : usual.excludedRecent(), 0, MOST_RECENT))
        .reweighting(
            named.either("reweight", usual.reweighting(), Reweighting.ONCE, Reweighting.NONE))
        .weightsThreshold(named.above("weightsThreshold", usual.weightsThreshold(), 0))
        .trend(named.either("trend", usual.trend(), Trend.IF_SIGNIFICANT, Trend.NEVER))
        .trendPValue(named.number("pThresholdTrend", usual.trendPValue()))
        .exposure(
            named.either("populationOffset", usual.exposure(), Exposure.POPULATION, Exposure.NONE))
        .anniversary(
            named.either(
                "epochAsDate", usual.anniversary(), Anniversary.CALENDAR, Anniversary.FIXED_LAG))
        .method(
            named.choice(
                "thresholdMethod",
                usual.method(),
                Map.of("delta", Method.DELTA, "nbPlugin", Method.NB_PLUGIN, "muan", Method.MUAN)))
        .power(
            named.choice(
                "powertrans",
                usual.power(),
                Map.of("none", Power.NONE, "1/2", Power.ONE_HALF, "2/3", Power.TWO_THIRDS)))
        .recentCases(limit[0])
        .recentPoints(limit[1])
        .build();
  }
}
