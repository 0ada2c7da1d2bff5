package org.commonplace.methods.interval;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import org.assertj.core.data.Offset;

/** Equality with a reference number: 1e-10 relative, and zero exactly. */
final class Near {
  private Near() {}

  static void assertNear(double actual, NamedCsvRecord row, String column) {
    double expected = Double.parseDouble(row.getField(column));
    assertThat(actual)
        .as("%s of %s", column, row.getFields())
        .isCloseTo(expected, Offset.offset(Math.abs(expected) * 1e-10));
  }
}
