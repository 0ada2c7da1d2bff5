package org.commonplace.jobs.intake;

import java.util.ArrayList;
import java.util.List;
import org.commonplace.jobs.intake.reading.FindingCode;
import org.commonplace.jobs.intake.reading.Shape;
import org.commonplace.schemas.SourceColumn;

/** Says of a wrong value what shape it has and what was expected; never the value. */
final class Expectation {
  private static final int MOST_CODES = 12;

  private Expectation() {}

  static String of(SourceColumn column, FindingCode code, String sent) {
    String shape = Shape.of(sent);
    return switch (code) {
      case MISSING_VALUE -> "empty, a value is required";
      case TYPE_ERROR -> shape + ", expected " + type(column);
      case CONSTRAINT_ERROR -> shape + ", expected " + constraint(column);
      default -> shape;
    };
  }

  private static String type(SourceColumn column) {
    return switch (column.type()) {
      case INTEGER -> "a whole number" + intervals(column);
      case NUMBER -> "a number" + intervals(column);
      case BOOLEAN -> "yes or no";
      case DATE -> "a date as " + formats(column);
      case TIMESTAMP -> "a date and time as " + formats(column);
      case STRING -> "text";
    };
  }

  private static String formats(SourceColumn column) {
    return column.formats().isEmpty() ? "yyyy-MM-dd" : String.join(" or ", column.formats());
  }

  private static String intervals(SourceColumn column) {
    return column.intervals().isEmpty()
        ? ""
        : " or one of " + String.join(", ", column.intervals().keySet());
  }

  private static String constraint(SourceColumn column) {
    if (!column.codes().isEmpty()) {
      List<String> codes = new ArrayList<>(column.codes().keySet());
      return codes.size() > MOST_CODES
          ? "one of the " + codes.size() + " agreed codes"
          : "one of " + String.join(", ", codes);
    }
    List<String> limits = new ArrayList<>();
    if (Double.isFinite(column.min())) {
      limits.add("at least " + plain(column.min()));
    }
    if (Double.isFinite(column.max())) {
      limits.add("at most " + plain(column.max()));
    }
    return limits.isEmpty() ? "the agreed form" : String.join(" and ", limits);
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
