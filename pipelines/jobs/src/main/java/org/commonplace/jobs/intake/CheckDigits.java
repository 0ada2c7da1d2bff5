package org.commonplace.jobs.intake;

import org.commonplace.schemas.SourceColumn;

/**
 * Check-digit rules of national identifiers, on normalised values (no spaces or dashes, upper
 * case).
 *
 * <p>UPN: DfE Common Basic Data Set; NHS number: modulus 11; ULN: HESA; NPI: Luhn over the prefix
 * 80840. SSNs have no check digit, but ranges that were never issued.
 */
final class CheckDigits {
  private static final String UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";

  private CheckDigits() {}

  /** Whether a normalised identifier passes its rule. */
  static boolean pass(SourceColumn.Check check, String id) {
    return switch (check) {
      case NONE -> true;
      case UPN -> upn(id);
      case NHS_NUMBER -> nhsNumber(id);
      case ULN -> uln(id);
      case SSN -> ssn(id);
      case NPI -> npi(id);
    };
  }

  private static boolean upn(String id) {
    if (id.length() != 13 || !digits(id, 1, 12)) {
      return false;
    }
    int sum = 0;
    for (int i = 1; i < 12; i++) {
      sum += (id.charAt(i) - '0') * (i + 1);
    }
    char last = id.charAt(12);
    // A temporary UPN ends in a letter, which counts by its place in the list.
    int lastValue = last >= '0' && last <= '9' ? last - '0' : UPN_LETTERS.indexOf(last);
    return lastValue >= 0 && id.charAt(0) == UPN_LETTERS.charAt((sum + lastValue * 13) % 23);
  }

  private static boolean nhsNumber(String id) {
    if (id.length() != 10 || !digits(id, 0, 10)) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 9; i++) {
      sum += (id.charAt(i) - '0') * (10 - i);
    }
    int expected = (11 - sum % 11) % 11;
    return expected != 10 && id.charAt(9) - '0' == expected;
  }

  private static boolean uln(String id) {
    if (id.length() != 10 || !digits(id, 0, 10) || id.charAt(0) == '0') {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += (id.charAt(i) - '0') * (10 - i);
    }
    return sum % 11 == 10;
  }

  private static boolean ssn(String id) {
    if (id.length() != 9 || !digits(id, 0, 9)) {
      return false;
    }
    String area = id.substring(0, 3);
    return !area.equals("000")
        && !area.equals("666")
        && area.charAt(0) != '9'
        && !id.startsWith("00", 3)
        && !id.endsWith("0000");
  }

  private static boolean npi(String id) {
    return id.length() == 10 && digits(id, 0, 10) && luhn("80840" + id);
  }

  private static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : digit * 2;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }

  private static boolean digits(String id, int from, int to) {
    for (int i = from; i < to; i++) {
      if (id.charAt(i) < '0' || id.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
