package org.commonplace.schemas;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The agreement on one export or feed, in one version.
 *
 * @param id names the contract in the inbox: {@code INBOX/<partner>/<id>/}
 * @param version several versions of one id live side by side
 * @param name for people
 * @param status of the agreement, in the words of the standard
 * @param domain the theme it belongs to
 * @param description purpose, limitations and permitted use, for people
 * @param partner the only partner that may send it, or {@link #ANY_PARTNER}
 * @param delivery what one delivery covers and what it supersedes
 * @param format what the files look like
 * @param appliesTo the periods this version is for
 * @param rejectLimitPercent the share of rejected rows, in percent, above which a file is refused
 * @param rhythm how often it comes
 * @param latencyDays days after the end of a period by which it is due; -1 when not agreed
 * @param indicators ids of the indicators that may use it, or {@link #ANY_INDICATOR}
 * @param purposes codes of the purposes it may be used for
 * @param licence under which terms it may be published; empty when it may not
 * @param attribution the words that the licence asks for; may be empty
 * @param feed where a public feed is fetched from, with {@code {yyyy}}, {@code {MM}} and {@code
 *     {dd}} for the parts of a date; empty when the partner sends files itself
 * @param sources the tables as sent
 * @param mappings the datasets they become
 * @param file the definition file, for messages
 */
public record Contract(
    String id,
    SemanticVersion version,
    String name,
    Status status,
    String domain,
    Description description,
    String partner,
    Delivery delivery,
    Format format,
    PeriodRange appliesTo,
    double rejectLimitPercent,
    DeliveryRhythm rhythm,
    int latencyDays,
    List<String> indicators,
    List<String> purposes,
    String licence,
    String attribution,
    String feed,
    List<SourceTable> sources,
    List<DatasetMapping> mappings,
    String file)
    implements Serializable {

  /** Stands for every partner, as public feeds do. */
  public static final String ANY_PARTNER = "*";

  /** Stands for every indicator. */
  public static final String ANY_INDICATOR = "*";

  /** The life of an agreement, in the words of the Open Data Contract Standard. */
  public enum Status {
    PROPOSED,
    DRAFT,
    ACTIVE,
    DEPRECATED,
    RETIRED
  }

  /**
   * What people agreed on in words.
   *
   * @param purpose what it is for
   * @param limitations what it does not tell
   * @param usage what it may be used for
   */
  public record Description(String purpose, String limitations, String usage)
      implements Serializable {}

  public Contract {
    indicators = List.copyOf(indicators);
    purposes = List.copyOf(purposes);
    sources = List.copyOf(sources);
    mappings = List.copyOf(mappings);
  }

  /** Whether this partner may send it. */
  public boolean acceptsFrom(String sender) {
    return partner.equals(ANY_PARTNER) || partner.equals(sender);
  }

  /** Whether the indicator may use what came under this contract. */
  public boolean permits(String indicator) {
    return indicators.contains(ANY_INDICATOR) || indicators.contains(indicator);
  }

  /** The source table of this name. */
  public Optional<SourceTable> source(String table) {
    return sources.stream().filter(each -> each.name().equals(table)).findFirst();
  }

  /** Whether one delivery is a folder of several tables. */
  public boolean severalTables() {
    return sources.size() > 1;
  }
}
