package org.commonplace.methods.signals;

/** The scale on which values that are no counts are regressed, and what chance does to them. */
enum MeasurementScale {
  /** Positive measurements, such as concentrations in wastewater: the logarithm. */
  LOG("seasonal-log") {
    @Override
    double transformed(double value, double total) {
      return Math.log(value);
    }

    @Override
    double value(double transformed, double total) {
      return Math.exp(transformed);
    }

    @Override
    double samplingVariance(double transformed, double total) {
      return 0;
    }
  },

  /** Counts out of a total, such as positive tests: the empirical logit, with half a case each. */
  LOGIT("seasonal-logit") {
    @Override
    double transformed(double value, double total) {
      return Math.log((value + 0.5) / (total - value + 0.5));
    }

    @Override
    double value(double transformed, double total) {
      double count = (total + 1) / (1 + Math.exp(-transformed)) - 0.5;
      return Math.max(0, Math.min(total, count));
    }

    @Override
    double samplingVariance(double transformed, double total) {
      double share = 1 / (1 + Math.exp(-transformed));
      return 1 / ((total + 1) * share * (1 - share));
    }
  };

  private final String detector;

  MeasurementScale(String detector) {
    this.detector = detector;
  }

  /** The name of the detector on this scale. */
  String detector() {
    return detector;
  }

  abstract double transformed(double value, double total);

  abstract double value(double transformed, double total);

  /** Variance of a transformed value around its mean that comes of drawing {@code total} alone. */
  abstract double samplingVariance(double transformed, double total);
}
