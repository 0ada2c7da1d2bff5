package org.commonplace.methods.inequality;

import static org.commonplace.methods.interval.Columns.requireRuns;
import static org.commonplace.methods.interval.Columns.requireSameSize;

import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Estimates;

/** A measure of the groups of one place. */
interface Measure {
  /** A measure without an upper end. */
  double UNBOUNDED = Double.POSITIVE_INFINITY;

  /** Writes the place's measure and limits, or why it has none. */
  void write(GroupTable groups, Estimates.Builder out, int place);

  /** The measure of every place. */
  static Estimates of(int groups, Amounts population, Estimates values, Measure measure) {
    requireSameSize(population.size(), values.size());
    GroupTable table = new GroupTable(groups);
    int places = requireRuns(values.size(), groups);
    Estimates.Builder out = new Estimates.Builder(places);
    for (int place = 0; place < places; place++) {
      Absence reason = table.read(population, values, place * groups);
      if (reason == null) {
        measure.write(table, out, place);
      } else {
        out.absent(place, reason);
      }
    }
    return out.build();
  }
}
