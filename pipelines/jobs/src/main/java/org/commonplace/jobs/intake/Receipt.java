package org.commonplace.jobs.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.Delivery;

/** When a delivery came and what it covers, as far as its name tells. */
final class Receipt {
  /** The key of a delivery that could not be understood so far. */
  static final String UNKNOWN_KEY = "unknown";

  private Receipt() {}

  /** When it arrived: from its name when the contract says so, else from its newest file. */
  static Instant receivedAt(Arrival arrival, Optional<Contract> contract) {
    if (contract.isPresent()
        && contract.get().delivery().received()
            instanceof Delivery.Received.FromFileName fromName) {
      Optional<LocalDate> day = named(fromName.pattern(), arrival.name()).map(Period::last);
      if (day.isPresent()) {
        return day.get().atStartOfDay(ZoneOffset.UTC).toInstant();
      }
    }
    long newest =
        arrival.files().stream().mapToLong(Arrival.ArrivedFile::modifiedMillis).max().orElse(0);
    return Instant.ofEpochMilli(newest).truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * The time that a delivery covers.
   *
   * @param first its first day, which expressions see; the day itself when that is known
   * @param last its last day, by which the delivery is filed
   */
  record Period(LocalDate first, LocalDate last) {
    static Period of(LocalDate day) {
      return new Period(day, day);
    }
  }

  /** The period when it needs no look into the rows. */
  static Optional<Period> period(Arrival arrival, Contract contract, Instant receivedAt) {
    Delivery.Period period = contract.delivery().period();
    if (period instanceof Delivery.Period.FromFileName fromName) {
      return named(fromName.pattern(), arrival.name());
    }
    if (period instanceof Delivery.Period.OfReceipt) {
      return Optional.of(Period.of(receivedAt.atOffset(ZoneOffset.UTC).toLocalDate()));
    }
    return Optional.empty();
  }

  /** What a delivery supersedes. */
  static String key(Contract contract, LocalDate period) {
    return switch (contract.delivery().key()) {
      case MONTH -> YearMonth.from(period).toString();
      case YEAR ->
          Integer.toString(
              period.getMonthValue() >= contract.delivery().yearStarts()
                  ? period.getYear()
                  : period.getYear() - 1);
      case DAY -> period.toString();
      case SNAPSHOT -> "snapshot";
    };
  }

  /** Without a month December is meant, without a day the month's last. */
  private static Optional<Period> named(Pattern pattern, String name) {
    Matcher matcher = pattern.matcher(name);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      int year = group(matcher, "year").orElseThrow();
      Optional<Integer> month = group(matcher, "month");
      Optional<Integer> day = group(matcher, "day");
      YearMonth filed = YearMonth.of(year, month.orElse(12));
      if (day.isPresent()) {
        return Optional.of(Period.of(filed.atDay(day.get())));
      }
      return Optional.of(
          new Period(YearMonth.of(year, month.orElse(1)).atDay(1), filed.atEndOfMonth()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> group(Matcher matcher, String name) {
    if (!matcher.pattern().pattern().contains("(?<" + name + ">")) {
      return Optional.empty();
    }
    return Optional.ofNullable(matcher.group(name)).map(Integer::valueOf);
  }
}
