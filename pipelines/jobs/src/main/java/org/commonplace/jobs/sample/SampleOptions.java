package org.commonplace.jobs.sample;

import java.nio.file.Path;
import java.time.YearMonth;

/**
 * What to write.
 *
 * @param out folder that receives {@code inbox}, {@code truth} and {@code sample.key}
 * @param seed the same seed and options give the same bytes
 * @param people residents of the city, {@value #FEWEST} to {@value #MOST}
 * @param months months of partner files, 3 to 60
 * @param lastMonth the last month of partner files
 * @param mess how untidy the files are
 */
public record SampleOptions(
    Path out, long seed, int people, int months, YearMonth lastMonth, Mess mess) {

  static final int FEWEST = 2_000;
  static final int MOST = 2_000_000;

  public SampleOptions {
    if (people < FEWEST || people > MOST) {
      throw new IllegalArgumentException(
          "people must be from " + FEWEST + " to " + MOST + ", not " + people);
    }
    if (months < 3 || months > 60) {
      throw new IllegalArgumentException("months must be from 3 to 60, not " + months);
    }
  }

  /** 20,000 people, 24 months up to May 2026, light mess, seed 1. */
  public static SampleOptions into(Path out) {
    return new SampleOptions(out, 1, 20_000, 24, YearMonth.of(2026, 5), Mess.LIGHT);
  }

  public SampleOptions withSeed(long seed) {
    return new SampleOptions(out, seed, people, months, lastMonth, mess);
  }

  public SampleOptions withPeople(int people) {
    return new SampleOptions(out, seed, people, months, lastMonth, mess);
  }

  public SampleOptions withMonths(int months) {
    return new SampleOptions(out, seed, people, months, lastMonth, mess);
  }

  public SampleOptions withLastMonth(YearMonth lastMonth) {
    return new SampleOptions(out, seed, people, months, lastMonth, mess);
  }

  public SampleOptions withMess(Mess mess) {
    return new SampleOptions(out, seed, people, months, lastMonth, mess);
  }
}
