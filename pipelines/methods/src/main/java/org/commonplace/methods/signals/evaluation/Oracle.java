package org.commonplace.methods.signals.evaluation;

import org.commonplace.methods.signals.CountTail;

/**
 * The test of single points that knows the true mean and dispersion: what no detector can know. Of
 * the daily signals' yearly seasonal outbreaks it knows nothing, so that it raises false alarms
 * there.
 */
public final class Oracle implements Judgement {
  private final double alpha;

  public Oracle(double alpha) {
    this.alpha = alpha;
  }

  @Override
  public String name() {
    return "oracle";
  }

  @Override
  public Verdict[] judge(LabelledSeries drawn) {
    double[] means = drawn.means();
    Verdict[] verdicts = new Verdict[means.length];
    for (int i = 0; i < means.length; i++) {
      double count = drawn.series().count(drawn.testFrom() + i);
      double p = CountTail.atLeast(count, means[i], drawn.dispersion());
      verdicts[i] = new Verdict(p <= alpha, p);
    }
    return verdicts;
  }
}
