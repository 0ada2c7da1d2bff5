package org.commonplace.methods;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import org.assertj.core.data.Offset;
import org.commonplace.methods.interval.Estimates;

/** Equality with a reference number: 1e-10 relative, and zero exactly. */
public final class Near {
  private Near() {}

  public static void assertNear(double actual, NamedCsvRecord row, String column) {
    double expected = Double.parseDouble(row.getField(column));
    assertThat(actual)
        .as("%s of %s", column, row.getFields())
        .isCloseTo(expected, Offset.offset(Math.abs(expected) * 1e-10));
  }

  /** Value and all four limits of a row, in the columns of the reference files. */
  public static void assertNear(Estimates actual, int index, NamedCsvRecord row) {
    assertThat(actual.isPresent(index)).as("%s", row.getFields()).isTrue();
    assertNear(actual.valueLow(index), row, "value");
    assertNear(actual.valueHigh(index), row, "value");
    assertNear(actual.lower95(index), row, "lower95_0cl");
    assertNear(actual.upper95(index), row, "upper95_0cl");
    assertNear(actual.lower998(index), row, "lower99_8cl");
    assertNear(actual.upper998(index), row, "upper99_8cl");
  }
}
