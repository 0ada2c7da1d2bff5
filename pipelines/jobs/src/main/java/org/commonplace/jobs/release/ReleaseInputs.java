package org.commonplace.jobs.release;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.PathwayDefinition;

/**
 * What a release is made from, beside the values: the ledger and the agreements.
 *
 * @param month the last month that may be in it
 * @param asOf only deliveries received by this day count
 * @param entries the ledger's entries that count or were refused or superseded, oldest first
 * @param definitions the indicators that have values, by id
 * @param pathways the pathways, in the order of their ids
 * @param contracts every agreement, by id, highest version first
 */
record ReleaseInputs(
    YearMonth month,
    Optional<LocalDate> asOf,
    List<LedgerEntry> entries,
    SortedMap<String, IndicatorDefinition> definitions,
    List<PathwayDefinition> pathways,
    Map<String, List<Contract>> contracts) {

  ReleaseInputs {
    entries = entries.stream().sorted(Ledger.ORDER).toList();
  }

  /** The deliveries that the release rests on. */
  List<LedgerEntry> current() {
    return Ledger.current(entries);
  }

  Optional<Instant> receivedThrough() {
    return current().stream().map(LedgerEntry::receivedAt).max(Instant::compareTo);
  }

  /** The highest version of an agreement, or null when it is not known any more. */
  Contract contract(String id) {
    List<Contract> versions = contracts.getOrDefault(id, List.of());
    return versions.isEmpty() ? null : versions.get(0);
  }

  /** Partners whose deliveries count, by id. */
  TreeSet<String> partners() {
    TreeSet<String> partners = new TreeSet<>();
    current().forEach(entry -> partners.add(entry.partner()));
    return partners;
  }

  /** Contracts that count, by id. */
  TreeSet<String> contractIds() {
    TreeSet<String> ids = new TreeSet<>();
    current().forEach(entry -> ids.add(entry.contract()));
    return ids;
  }

  /** A partner's id as a name: "north-schools" is North schools. */
  String partnerName(String partner) {
    String words = partner.replace('-', ' ').replace('_', ' ').strip();
    return words.isEmpty()
        ? partner
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** Whether what comes under a contract is used by an indicator. */
  boolean feeds(String contractId, IndicatorDefinition definition) {
    Contract contract = contract(contractId);
    return contract != null
        && (definition.sources().isEmpty()
            ? contract.permits(definition.id())
            : definition.sources().contains(contractId))
        && contract.mappings().stream()
            .anyMatch(mapping -> mapping.dataset().equals(definition.dataset()));
  }

  /** When the last delivery behind an indicator was received. */
  Optional<Instant> vintage(IndicatorDefinition definition) {
    return current().stream()
        .filter(entry -> feeds(entry.contract(), definition))
        .map(LedgerEntry::receivedAt)
        .max(Instant::compareTo);
  }
}
