package org.commonplace.schemas;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which days are working days: Monday to Friday but for bank holidays.
 *
 * @param holidays days that are none, ascending
 */
public record WorkingDays(SortedSet<LocalDate> holidays) {
  private static final WorkingDays SHIPPED = read();

  public WorkingDays {
    holidays = Collections.unmodifiableSortedSet(new TreeSet<>(holidays));
  }

  /** Those of England and Wales. */
  public static WorkingDays shipped() {
    return SHIPPED;
  }

  private static WorkingDays read() {
    Problems problems = new Problems();
    TreeSet<LocalDate> days = new TreeSet<>();
    for (DefinitionFile file : DefinitionFile.shipped("calendars", ".yaml")) {
      YamlNode.parse(file, problems)
          .flatMap(node -> node.field("days"))
          .ifPresent(
              years ->
                  years.items().stream()
                      .flatMap(year -> year.items().stream())
                      .forEach(day -> days.add(LocalDate.parse(day.text()))));
    }
    problems.throwIfAny();
    if (days.isEmpty()) {
      throw new IllegalStateException("no calendar of bank holidays is shipped");
    }
    return new WorkingDays(days);
  }

  /** How many working days come after a day, up to another and with it; 0 when it is earlier. */
  public int between(LocalDate after, LocalDate upTo) {
    int count = 0;
    for (LocalDate day = after.plusDays(1); !day.isAfter(upTo); day = day.plusDays(1)) {
      boolean weekend =
          day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
      if (!weekend && !holidays.contains(day)) {
        count++;
      }
    }
    return count;
  }
}
