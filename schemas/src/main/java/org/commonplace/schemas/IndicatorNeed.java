package org.commonplace.schemas;

import java.util.Locale;

/** What has to be there before an indicator can be computed. */
public enum IndicatorNeed {
  /** People linked across the partners that know them under numbers of their own. */
  LINKED_PEOPLE("needs linked people");

  private final String words;

  IndicatorNeed(String words) {
    this.words = words;
  }

  /** For readers. */
  public String words() {
    return words;
  }

  /** The name in definitions and files. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
