package org.commonplace.jobs.sample;

/**
 * The numbers that partners give a resident. Each scheme walks its range with a stride that shares
 * no factor with the range's size, so that no two residents get the same number and neighbours in
 * the data are not neighbours in number.
 */
final class Identifiers {
  private static final String PUPIL_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";

  private final long seed;

  Identifiers(long seed) {
    this.seed = seed;
  }

  /** Unique pupil number, 13 characters; area 999 does not exist. */
  String upn(Resident resident) {
    String digits = "999" + number("upn", resident, 611_953, 9);
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (digits.charAt(i) - '0') * (i + 2);
    }
    return PUPIL_LETTERS.charAt(sum % PUPIL_LETTERS.length()) + digits;
  }

  /** Ten digits of which the last is the Luhn check digit. */
  String health(Resident resident) {
    String digits = number("health", resident, 481_283, 9);
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit * 2 : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return digits + (10 - sum % 10) % 10;
  }

  /** By-name list number, shared by the housing office and the charity. */
  String byName(Resident resident) {
    return "BNL" + number("by-name", resident, 7_919, 7);
  }

  String family(Resident resident) {
    return "FS-" + number("family", resident, 15_013, 8);
  }

  String police(Resident resident) {
    return "PN/" + number("police", resident, 94_513, 8);
  }

  private String number(String scheme, Resident resident, long stride, int width) {
    long size = 1;
    for (int i = 0; i < width; i++) {
      size *= 10;
    }
    long start = Long.remainderUnsigned(Dice.of(seed, scheme, 0).bits(), size);
    String digits = String.valueOf((start + resident.index() * stride) % size);
    return "0".repeat(width - digits.length()) + digits;
  }
}
