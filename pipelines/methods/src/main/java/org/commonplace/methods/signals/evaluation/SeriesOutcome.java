package org.commonplace.methods.signals.evaluation;

/**
 * How a method fared on one series.
 *
 * @param scenario the number of its scenario
 * @param cleanPoints tested points before the outbreak; all if it has no case
 * @param cleanSignals signals on them
 * @param outbreaks 1 if the outbreak has a case, else 0
 * @param found 1 if there is a signal between its first and last point
 * @param foundAtOnce 1 if there is a signal on its first point
 * @param delay points from its start to the first signal, per points that it lasts; 1 if missed
 * @param hits signals on points with a case of it
 * @param misses points with a case of it without signal
 * @param falseSignals signals on tested points without a case of it
 * @param rest tested points with neither
 */
record SeriesOutcome(
    int scenario,
    int cleanPoints,
    int cleanSignals,
    int outbreaks,
    int found,
    int foundAtOnce,
    double delay,
    int hits,
    int misses,
    int falseSignals,
    int rest) {

  static SeriesOutcome of(LabelledSeries drawn, boolean[] signals) {
    int[] cases = drawn.outbreakCases();
    int first = -1;
    int last = -1;
    for (int i = 0; i < cases.length; i++) {
      if (cases[i] > 0) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    int cleanSignals = 0;
    int firstSignal = -1;
    int hits = 0;
    int misses = 0;
    int falseSignals = 0;
    for (int i = 0; i < cases.length; i++) {
      boolean inside = first >= 0 && i >= first && i <= last;
      cleanSignals += signals[i] && (first < 0 || i < first) ? 1 : 0;
      firstSignal = signals[i] && inside && firstSignal < 0 ? i : firstSignal;
      hits += signals[i] && cases[i] > 0 ? 1 : 0;
      misses += !signals[i] && cases[i] > 0 ? 1 : 0;
      falseSignals += signals[i] && cases[i] == 0 ? 1 : 0;
    }
    boolean found = firstSignal >= 0;
    return new SeriesOutcome(
        drawn.scenario(),
        first < 0 ? cases.length : first,
        cleanSignals,
        first < 0 ? 0 : 1,
        found ? 1 : 0,
        found && firstSignal == first ? 1 : 0,
        first < 0 ? 0 : found ? (firstSignal - first) / (double) (last - first + 1) : 1,
        hits,
        misses,
        falseSignals,
        cases.length - hits - misses - falseSignals);
  }
}
