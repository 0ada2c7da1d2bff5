package org.commonplace.methods.lifeexpectancy;

import static org.commonplace.methods.interval.Columns.requireRuns;
import static org.commonplace.methods.interval.Columns.requireSameSize;

import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Confidence;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimates;

/**
 * Life expectancy in years, at birth and at the start of each age band, by Chiang's abridged life
 * table (Chiang 1984) with the variance of the open last band of Silcocks, Jenner and Reza (2001).
 *
 * <p>Twenty bands that start at 0, 1, 5, 10 ... 90 years; in the first year people who die live a
 * tenth of it, in the others half of the band. Columns hold places band by band: band b of place p
 * is row p x 20 + b, in the input and in the result.
 */
public final class LifeExpectancy {
  /** Age bands of a place. */
  public static final int BANDS = 20;

  /** A place of this many people or fewer has too few for a life table. */
  public static final double MOST_PEOPLE_WITHOUT_VALUE = 5000;

  /** A value whose 95 % limits are further apart than this, in years, is not given. */
  public static final double WIDEST_INTERVAL = 20;

  private static final double COHORT = 100_000;
  private static final int LAST = BANDS - 1;

  private LifeExpectancy() {}

  /** The first age of a band, in years. */
  public static int startAge(int band) {
    return band == 0 ? 0 : band == 1 ? 1 : (band - 1) * 5;
  }

  /**
   * Life expectancy at the start of each band of each place.
   *
   * <p>A place has no values when a number is missing ({@link Absence#MISSING}); when deaths are
   * negative or more than the people of their band, or people are negative ({@link
   * Absence#FAILED_VALIDATION}); when there are 5,000 people or fewer, a band without people, no
   * deaths at 90 and over, or a number that is known only as an interval ({@link Absence#TOO_FEW}).
   * At a single age there is no value when its 95 % limits are more than twenty years apart ({@link
   * Absence#TOO_FEW}; the limits stay in the column), or when by the life table nobody reaches it
   * ({@link Absence#NOT_APPLICABLE}).
   *
   * @param deaths deaths in the period, by place and band
   * @param population people, or person-years over a period of several years, by place and band
   * @return years of life, one row for each band of each place
   * @throws IllegalArgumentException if the columns are not of one length or not of 20 bands
   */
  public static Estimates atEachAge(Counts deaths, Amounts population) {
    requireSameSize(deaths.size(), population.size());
    int places = requireRuns(deaths.size(), BANDS);
    Estimates.Builder out = new Estimates.Builder(deaths.size());
    Table table = new Table();
    for (int place = 0; place < places; place++) {
      int from = place * BANDS;
      Absence reason = absence(deaths, population, from);
      if (reason == null) {
        table.fill(deaths, population, from);
        table.write(out, from);
      } else {
        for (int band = 0; band < BANDS; band++) {
          out.absent(from + band, reason);
        }
      }
    }
    return out.build();
  }

  private static Absence absence(Counts deaths, Amounts population, int from) {
    boolean invalid = false;
    boolean few = deaths.low(from + LAST) == 0;
    double people = 0;
    for (int row = from; row < from + BANDS; row++) {
      if (deaths.isMissing(row) || population.isMissing(row)) {
        return Absence.MISSING;
      }
      invalid |=
          deaths.isInvalid(row)
              || population.isInvalid(row)
              || population.low(row) < 0
              || (population.high(row) > 0 && deaths.low(row) > population.high(row));
      few |=
          population.low(row) == 0
              || population.low(row) != population.high(row)
              || deaths.low(row) != deaths.high(row);
      people += population.low(row);
    }
    if (invalid) {
      return Absence.FAILED_VALIDATION;
    }
    return few || people <= MOST_PEOPLE_WITHOUT_VALUE ? Absence.TOO_FEW : null;
  }

  private static double width(int band) {
    return startAge(band + 1) - startAge(band);
  }

  /** Share of the band that people who die in it live. */
  private static double livedShare(int band) {
    return band == 0 ? 0.1 : 0.5;
  }

  /** The life table of one place; filled again for each place. */
  private static final class Table {
    private final double[] survivors = new double[BANDS];
    private final double[] expectancy = new double[BANDS];
    private final double[] error = new double[BANDS];
    private final double[] probability = new double[BANDS];

    void fill(Counts deaths, Amounts population, int from) {
      survivors[0] = COHORT;
      for (int band = 0; band < LAST; band++) {
        double died = deaths.low(from + band);
        double people = population.low(from + band);
        double n = width(band);
        double a = livedShare(band);
        double rate = died / people;
        probability[band] = died > people / (n * a) ? 1 : rate * n / (1 + rate * n * (1 - a));
        survivors[band + 1] = survivors[band] * (1 - probability[band]);
      }
      double lastDeaths = deaths.low(from + LAST);
      double lastRate = lastDeaths / population.low(from + LAST);
      double years = survivors[LAST] / lastRate;
      expectancy[LAST] = survivors[LAST] > 0 ? years / survivors[LAST] : 0;
      double lastVariance = 4 / (lastDeaths * lastRate * lastRate);
      double weighted = lastVariance * survivors[LAST] * survivors[LAST] / 4;
      error[LAST] = Math.sqrt(weighted) / survivors[LAST];
      for (int band = LAST - 1; band >= 0; band--) {
        double died = deaths.low(from + band);
        double n = width(band);
        double a = livedShare(band);
        double q = probability[band];
        double alive = survivors[band];
        years += n * (survivors[band + 1] + a * (alive - survivors[band + 1]));
        expectancy[band] = alive > 0 ? years / alive : 0;
        double variance = died == 0 ? 0 : q * q * (1 - q) / died;
        double gain = (1 - a) * n + expectancy[band + 1];
        weighted += variance * alive * alive * gain * gain;
        error[band] = Math.sqrt(weighted) / alive;
      }
    }

    void write(Estimates.Builder out, int from) {
      double z95 = Confidence.P95.normalQuantile();
      double z998 = Confidence.P998.normalQuantile();
      for (int band = 0; band < BANDS; band++) {
        if (survivors[band] == 0) {
          out.absent(from + band, Absence.NOT_APPLICABLE);
          continue;
        }
        double value = expectancy[band];
        if (2 * z95 * error[band] > WIDEST_INTERVAL) {
          out.absent(from + band, Absence.TOO_FEW);
        } else {
          out.value(from + band, value, value);
        }
        out.limits95(from + band, value - z95 * error[band], value + z95 * error[band]);
        out.limits998(from + band, value - z998 * error[band], value + z998 * error[band]);
      }
    }
  }
}
