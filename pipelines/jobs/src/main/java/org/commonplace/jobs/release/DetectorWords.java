package org.commonplace.jobs.release;

/**
 * How a page calls a detector and what it says of it.
 *
 * @param name its name in its field
 * @param text what it compares, in one sentence
 */
record DetectorWords(String name, String text) {
  private static final String FARRINGTON =
      "Compares a count with what a regression on the same season of earlier years and the trend"
          + " lets expect, with earlier outbreaks weighted down.";
  private static final String EARS =
      "Compares a count with the mean and spread of the few periods before it (EARS).";
  private static final String REFERENCE =
      "Compares a count with those just before it and around the same date of earlier years.";
  private static final String CUSUM =
      "Adds up how far counts are above what is expected, and signals when the sum is large.";
  private static final String RATIO =
      "Asks since when counts may have risen, and how much likelier that is than no rise.";
  private static final String PERIODIC =
      "Compares a count with a trend and a yearly wave fitted to the past.";
  private static final String RECENT_DAYS = "Compares a day with the four weeks before it.";

  private static final String GAPS =
      "Asks whether the last cases of a rare event came closer together than those before.";

  /** The words of the detector of this name, whose settings stand behind the name of its method. */
  static DetectorWords of(String detector) {
    int end = detector.indexOf(':');
    DetectorWords words = ofMethod(end < 0 ? detector : detector.substring(0, end));
    return end < 0
        ? words
        : new DetectorWords(
            words.name + ", with " + detector.substring(end + 1).replace(":", ", "), words.text);
  }

  private static DetectorWords ofMethod(String detector) {
    return switch (detector) {
      case "excess-windows" ->
          new DetectorWords(
              "Excess in the latest periods",
              "Compares the latest count, and the latest two and three together (of days: the latest"
                  + " three and seven), with what trend, season and earlier years let expect; earlier"
                  + " outbreaks are left out, and a new level that lasts starts anew.");
      case "farrington-flexible" -> new DetectorWords("Farrington flexible", FARRINGTON);
      case "farrington-noufaily" ->
          new DetectorWords("Farrington flexible (Noufaily 2013)", FARRINGTON);
      case "farrington-1996" -> new DetectorWords("Farrington 1996", FARRINGTON);
      case "essence-farrington-original" ->
          new DetectorWords("ESSENCE Farrington, original", FARRINGTON);
      case "essence-farrington-modified" ->
          new DetectorWords("ESSENCE Farrington, modified", FARRINGTON);
      case "ears-c1" -> new DetectorWords("EARS C1", EARS);
      case "ears-c2" -> new DetectorWords("EARS C2", EARS);
      case "ears-c3" -> new DetectorWords("EARS C3", EARS);
      case "bayes-1" -> new DetectorWords("Bayes 1", REFERENCE);
      case "bayes-2" -> new DetectorWords("Bayes 2", REFERENCE);
      case "bayes-3" -> new DetectorWords("Bayes 3", REFERENCE);
      case "rki-1" -> new DetectorWords("RKI 1", REFERENCE);
      case "rki-2" -> new DetectorWords("RKI 2", REFERENCE);
      case "rki-3" -> new DetectorWords("RKI 3", REFERENCE);
      case "cdc" ->
          new DetectorWords(
              "CDC historical limits",
              "Compares four weeks with the same weeks, and those beside them, of five years.");
      case "cusum-standard" -> new DetectorWords("CUSUM", CUSUM);
      case "cusum-rossi" -> new DetectorWords("CUSUM (Rossi)", CUSUM);
      case "cusum-anscombe" -> new DetectorWords("CUSUM (Anscombe)", CUSUM);
      case "cusum-glm-standard" -> new DetectorWords("Seasonal CUSUM", CUSUM);
      case "cusum-glm-rossi" -> new DetectorWords("Seasonal CUSUM (Rossi)", CUSUM);
      case "cusum-glm-anscombe" -> new DetectorWords("Seasonal CUSUM (Anscombe)", CUSUM);
      case "cusum-negative-binomial" ->
          new DetectorWords("Likelihood-ratio CUSUM, negative binomial", CUSUM);
      case "glr-poisson" -> new DetectorWords("Generalised likelihood ratio, Poisson", RATIO);
      case "glr-negative-binomial" ->
          new DetectorWords("Generalised likelihood ratio, negative binomial", RATIO);
      case "outbreak-p" ->
          new DetectorWords(
              "OutbreakP", "Asks how much likelier ever rising counts are than steady ones.");
      case "periodic-poisson" -> new DetectorWords("Periodic Poisson regression", PERIODIC);
      case "periodic-negative-binomial" ->
          new DetectorWords("Periodic negative binomial regression", PERIODIC);
      case "essence-negative-binomial" ->
          new DetectorWords("ESSENCE negative binomial regression", PERIODIC);
      case "essence-ewma" -> new DetectorWords("ESSENCE moving average", RECENT_DAYS);
      case "essence-regression" -> new DetectorWords("ESSENCE adaptive regression", RECENT_DAYS);
      case "essence-switch" -> new DetectorWords("ESSENCE switch", RECENT_DAYS);
      case "seasonal-log" ->
          new DetectorWords(
              "Seasonal regression of logarithms",
              "Compares the logarithm of a measurement with its trend and season (Serfling).");
      case "seasonal-logit" ->
          new DetectorWords(
              "Seasonal regression of shares",
              "Compares the logit of a share with its trend and season (Serfling).");
      case "hybrid-shewhart" ->
          new DetectorWords(
              "Hybrid Shewhart chart (IHI)",
              "Draws a control chart of the days so far, in phases that follow growth and decline.");
      case "xmr" ->
          new DetectorWords(
              "XmR chart", "Applies the rules of an XmR control chart to the latest count.");
      case "first-case" ->
          new DetectorWords(
              "First case", "Signals any case after a year without one, or the first ever.");
      case "g-chart" -> new DetectorWords("g-chart", GAPS);
      case "t-chart" -> new DetectorWords("t-chart", GAPS);
      default -> throw new IllegalArgumentException("no words for the detector " + detector);
    };
  }
}
