package org.commonplace.methods.signals;

/** What an error probability may be. */
final class Alphas {
  private Alphas() {}

  static void require(String method, double alpha) {
    if (!(alpha > 0 && alpha < 0.5)) {
      throw new IllegalArgumentException(
          method + ": alpha is " + alpha + "; it must be above 0 and below 0.5");
    }
  }
}
