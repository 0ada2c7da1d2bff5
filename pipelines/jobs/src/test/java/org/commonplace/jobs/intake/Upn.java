package org.commonplace.jobs.intake;

import java.util.Locale;

/** Pupil numbers that pass their check, for tests. */
final class Upn {
  private static final String LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";

  private Upn() {}

  static String of(int number) {
    String digits = String.format(Locale.ROOT, "%012d", number);
    int sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += (digits.charAt(i) - '0') * (i + 2);
    }
    return LETTERS.charAt(sum % 23) + digits;
  }
}
