package org.commonplace.methods.signals.nowcast;

/**
 * How counts of one delay are still revised: cases are added and cases are taken out, each by a
 * negative binomial number with a mean in proportion to the newest figure.
 *
 * @param perCase cases still to be added per case of the newest figure
 * @param onZero cases still to be added to a figure of zero
 * @param additionSpread variance of the additions beyond their mean, per squared mean: 1 / size
 * @param removals cases still to be taken out per case of the newest figure
 * @param removalSpread variance of the removals beyond their mean, per squared mean: 1 / size
 * @param moved past revisions from this delay on, absolute, as a share of the settled cases
 * @param unlike probability that a vintage is revised like none before
 */
public record RevisionLaw(
    double perCase,
    double onZero,
    double additionSpread,
    double removals,
    double removalSpread,
    double moved,
    double unlike) {

  /** Nothing changes any more. */
  static final RevisionLaw SETTLED = new RevisionLaw(0, 0, 0, 0, 0, 0, 0);

  double additionsTo(double newest) {
    return newest > 0 ? perCase * newest : onZero;
  }

  double removalsFrom(double newest) {
    return removals * newest;
  }

  /** The settled count to expect. */
  double settled(double newest) {
    return newest + additionsTo(newest) - removalsFrom(newest);
  }

  NowcastCount predict(double newest) {
    return new NowcastCount(
        newest, additionsTo(newest), additionSpread, removalsFrom(newest), removalSpread, unlike);
  }
}
