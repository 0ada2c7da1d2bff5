package org.commonplace.jobs.sample;

/** How a partner spells what it knows. */
final class Spelling {
  private Spelling() {}

  static String sex(Claim claim, String female, String male, String other, String unknown) {
    if (claim.sex() == null) {
      return unknown;
    }
    return switch (claim.sex()) {
      case F -> female;
      case M -> male;
      case X -> other;
    };
  }

  /**
   * @param spellings of asian, black, mixed, other, white
   */
  static String ethnicity(Claim claim, String unknown, String... spellings) {
    return claim.ethnicity() == null ? unknown : spellings[claim.ethnicity().slot()];
  }
}
