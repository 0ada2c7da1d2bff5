package org.commonplace.jobs.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Who lives where on 30 June of each year: the council's population file and every rate's
 * denominator.
 */
final class Residents {
  static final List<AgeBand> BANDS =
      List.of(
          AgeBand.of(0, 4),
          AgeBand.of(5, 9),
          AgeBand.of(10, 14),
          AgeBand.of(15, 15),
          AgeBand.of(16, 17),
          AgeBand.of(18, 24),
          AgeBand.of(25, 44),
          AgeBand.of(45, 64),
          AgeBand.of(65, 74),
          AgeBand.of(75, AgeBand.OLDEST));

  private final MonthAxis axis;
  private final List<LocalDate> dates = new ArrayList<>();
  private final long[][] counts;
  private final int areas;

  Residents(MonthAxis axis, City city) {
    this.axis = axis;
    this.areas = city.areas().size();
    LocalDate end = axis.lastDay(axis.count() - 1);
    for (int year = axis.first().getYear() - 1; year <= end.getYear(); year++) {
      LocalDate date = LocalDate.of(year, 6, 30);
      if (!date.isAfter(end)) {
        dates.add(date);
      }
    }
    this.counts = new long[dates.size()][areas * Sex.COUNT * BANDS.size() * Ethnicity.COUNT];
  }

  void add(Resident resident) {
    for (int d = 0; d < dates.size(); d++) {
      LocalDate date = dates.get(d);
      if (!resident.birthDate().isAfter(date)) {
        int age = resident.birthDate().until(date).getYears();
        int area = resident.home(axis.clipped(date)).index();
        counts[d][slot(area, resident.sex().slot(), bandOf(age), resident.ethnicity().slot())]++;
      }
    }
  }

  private static int bandOf(int age) {
    int band = 0;
    while (!BANDS.get(band).contains(age)) {
      band++;
    }
    return band;
  }

  private static int slot(int area, int sex, int band, int ethnicity) {
    return ((area * Sex.COUNT + sex) * BANDS.size() + band) * Ethnicity.COUNT + ethnicity;
  }

  List<LocalDate> dates() {
    return dates;
  }

  /** The reference date that serves a period: the latest on or before its end, else the first. */
  int dateFor(LocalDate periodEnd) {
    int chosen = 0;
    for (int d = 0; d < dates.size(); d++) {
      if (!dates.get(d).isAfter(periodEnd)) {
        chosen = d;
      }
    }
    return chosen;
  }

  long count(int date, int area, int sex, int band, int ethnicity) {
    return counts[date][slot(area, sex, band, ethnicity)];
  }

  /** Residents of one area whose sex, ages and ethnicity pass; an age range must be whole bands. */
  long count(int date, int area, IntPredicate sexes, AgeBand ages, IntPredicate ethnicities) {
    long sum = 0;
    for (int sex = 0; sex < Sex.COUNT; sex++) {
      for (int band = 0; band < BANDS.size(); band++) {
        boolean within = BANDS.get(band).from() >= ages.from() && BANDS.get(band).to() <= ages.to();
        for (int ethnicity = 0; ethnicity < Ethnicity.COUNT && within; ethnicity++) {
          if (sexes.test(sex) && ethnicities.test(ethnicity)) {
            sum += count(date, area, sex, band, ethnicity);
          }
        }
      }
    }
    return sum;
  }
}
