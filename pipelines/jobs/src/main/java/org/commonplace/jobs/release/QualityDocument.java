package org.commonplace.jobs.release;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.Delivery;
import org.commonplace.schemas.DeliveryRhythm;
import org.commonplace.schemas.IndicatorDefinition;

/** {@code quality.json}: what every partner sent, when, and what became of it. */
final class QualityDocument {
  private final ReleaseInputs inputs;
  private final Map<List<String>, List<LedgerEntry>> feeds = new TreeMap<>(QualityDocument::order);

  /** The moment up to which deliveries are judged: the last one received. */
  private final Instant known;

  private QualityDocument(ReleaseInputs inputs) {
    this.inputs = inputs;
    for (LedgerEntry entry : inputs.entries()) {
      feeds
          .computeIfAbsent(List.of(entry.partner(), entry.contract()), key -> new ArrayList<>())
          .add(entry);
    }
    this.known =
        inputs.entries().stream()
            .map(LedgerEntry::receivedAt)
            .max(Instant::compareTo)
            .orElse(Instant.EPOCH);
  }

  /**
   * The document.
   *
   * @param disclosure what the audit of small numbers found, as a check of the release
   */
  static Map<String, Object> of(ReleaseInputs inputs, Map<String, Object> disclosure) {
    return new QualityDocument(inputs).document(disclosure);
  }

  static LocalDate day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private Map<String, Object> document(Map<String, Object> disclosure) {
    Map<String, List<Map<String, Object>>> byPartner = new TreeMap<>();
    feeds.forEach(
        (key, entries) ->
            byPartner
                .computeIfAbsent(key.get(0), partner -> new ArrayList<>())
                .add(feed(key.get(1), entries)));
    List<Map<String, Object>> partners = new ArrayList<>();
    byPartner.forEach(
        (partner, sent) -> {
          Map<String, Object> entry = new TreeMap<>();
          entry.put("partner", partner);
          entry.put("name", inputs.partnerName(partner));
          entry.put("feeds", sent);
          partners.add(entry);
        });
    Map<String, Object> document = new TreeMap<>();
    document.put("partners", partners);
    document.put("indicators", indicators());
    document.put("checks", checks(disclosure));
    document.put("text", text());
    return document;
  }

  private String text() {
    long received = rows(inputs.entries(), LedgerEntry.FileRows::received);
    long accepted = rows(inputs.entries(), LedgerEntry.FileRows::accepted);
    long refused =
        inputs.entries().stream()
            .filter(entry -> entry.status() == LedgerEntry.Status.REFUSED)
            .count();
    Set<String> partners = new TreeSet<>();
    inputs.entries().forEach(entry -> partners.add(entry.partner()));
    return Words.sentence(
            Words.count(partners.size(), "partner", "partners")
                + " sent "
                + Words.count(inputs.entries().size(), "delivery", "deliveries")
                + " with "
                + Words.count(received, "row", "rows")
                + ", of which "
                + Words.whole(accepted)
                + " could be used")
        + (refused == 0
            ? ""
            : " " + Words.count(refused, "delivery was", "deliveries were") + " refused.");
  }

  private static long rows(List<LedgerEntry> entries, ToLongFunction<LedgerEntry.FileRows> of) {
    return entries.stream().flatMap(entry -> entry.files().stream()).mapToLong(of).sum();
  }

  private Map<String, Object> feed(String contractId, List<LedgerEntry> entries) {
    Contract contract = inputs.contract(contractId);
    DeliveryRhythm rhythm = contract == null ? DeliveryRhythm.IRREGULAR : contract.rhythm();
    Integer dueDays =
        contract == null || contract.latencyDays() < 0 ? null : contract.latencyDays();
    List<LedgerEntry> current = Ledger.current(entries);
    Map<String, Object> feed = new TreeMap<>();
    feed.put("contract", contractId);
    feed.put("name", contract == null ? contractId : contract.name());
    feed.put("cadence", cadence(rhythm));
    feed.put("dueDays", dueDays);
    YearMonth last =
        current.stream()
            .map(LedgerEntry::period)
            .filter(Objects::nonNull)
            .max(YearMonth::compareTo)
            .orElse(null);
    feed.put("lastPeriod", last == null ? null : last.toString());
    Punctuality punctuality = punctuality(contract, rhythm, dueDays, entries);
    feed.put("status", punctuality.status());
    feed.put("text", punctuality.text());
    List<LedgerEntry> newestFirst = new ArrayList<>(entries);
    newestFirst.sort(Ledger.ORDER);
    Collections.reverse(newestFirst);
    feed.put(
        "deliveries",
        newestFirst.stream().map(entry -> delivery(entry, current.contains(entry))).toList());
    return feed;
  }

  private static String cadence(DeliveryRhythm rhythm) {
    return switch (rhythm) {
      case DAILY -> "day";
      case WEEKLY -> "week";
      case MONTHLY -> "month";
      case QUARTERLY -> "quarter";
      case YEARLY -> "year";
      case IRREGULAR -> "irregular";
    };
  }

  private record Punctuality(String status, String text) {}

  private Punctuality punctuality(
      Contract contract, DeliveryRhythm rhythm, Integer dueDays, List<LedgerEntry> entries) {
    boolean monthly =
        contract != null
            && contract.delivery().key() == Delivery.Key.MONTH
            && rhythm == DeliveryRhythm.MONTHLY;
    List<LedgerEntry> accepted =
        entries.stream()
            .filter(entry -> entry.status() == LedgerEntry.Status.ACCEPTED)
            .sorted(Ledger.ORDER)
            .toList();
    if (!monthly) {
      return accepted.isEmpty()
          ? new Punctuality("refused", "Everything that was sent was refused.")
          : new Punctuality(
              "on_time",
              "The last delivery was received on "
                  + PeriodWords.day(day(accepted.get(accepted.size() - 1).receivedAt()))
                  + ".");
    }
    YearMonth due = lastDue(dueDays == null ? 0 : dueDays);
    String period = PeriodWords.MONTH.name(due.atEndOfMonth());
    LedgerEntry first =
        accepted.stream().filter(entry -> due.equals(entry.period())).findFirst().orElse(null);
    if (first == null) {
      boolean refused =
          entries.stream()
              .anyMatch(
                  entry ->
                      entry.status() == LedgerEntry.Status.REFUSED
                          && (entry.period() == null || entry.period().equals(due))
                          && day(entry.receivedAt()).isAfter(due.atEndOfMonth()));
      return refused
          ? new Punctuality("refused", "What was sent for " + period + " was refused.")
          : new Punctuality("missing", "Nothing was received for " + period + ".");
    }
    LocalDate received = day(first.receivedAt());
    String when = "The delivery for " + period + " was received on " + PeriodWords.day(received);
    if (dueDays == null) {
      return new Punctuality("on_time", when + ".");
    }
    long late = ChronoUnit.DAYS.between(due.atEndOfMonth().plusDays(dueDays), received);
    return late > 0
        ? new Punctuality("late", when + ", " + Words.count(late, "day", "days") + " late.")
        : new Punctuality("on_time", when + ", in time.");
  }

  /** The last month that the release covers whose delivery is due by what is known. */
  private YearMonth lastDue(int dueDays) {
    YearMonth due = inputs.month();
    while (due.atEndOfMonth().plusDays(dueDays).isAfter(day(known))
        && due.isAfter(inputs.month().minusMonths(12))
        && inputs.entries().stream().noneMatch(entry -> inputs.month().equals(entry.period()))) {
      due = due.minusMonths(1);
    }
    return due;
  }

  private static Map<String, Object> delivery(LedgerEntry entry, boolean current) {
    Map<String, Object> delivery = new TreeMap<>();
    delivery.put("key", entry.key() == null ? entry.sha16() : entry.key());
    delivery.put("period", entry.period() == null ? null : entry.period().toString());
    delivery.put("version", entry.contractVersion());
    delivery.put("receivedAt", entry.receivedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    delivery.put(
        "status",
        entry.status() == LedgerEntry.Status.REFUSED
            ? "refused"
            : current ? "accepted" : "superseded");
    delivery.put("reason", entry.reason());
    List<LedgerEntry> one = List.of(entry);
    delivery.put("received", rows(one, LedgerEntry.FileRows::received));
    delivery.put("accepted", rows(one, LedgerEntry.FileRows::accepted));
    delivery.put("rejected", rows(one, LedgerEntry.FileRows::rejected));
    delivery.put("duplicate", rows(one, LedgerEntry.FileRows::duplicate));
    delivery.put("ignored", rows(one, LedgerEntry.FileRows::ignored));
    delivery.put(
        "findings",
        entry.findings().stream()
            .filter(finding -> finding.count() > 0)
            .sorted(
                Comparator.comparingLong(LedgerEntry.FindingCount::count)
                    .reversed()
                    .thenComparing(LedgerEntry.FindingCount::code)
                    .thenComparing(finding -> String.valueOf(finding.column())))
            .map(QualityDocument::finding)
            .toList());
    return delivery;
  }

  private static Map<String, Object> finding(LedgerEntry.FindingCount finding) {
    Map<String, Object> entry = new TreeMap<>();
    entry.put("code", finding.code());
    entry.put(
        "severity",
        switch (String.valueOf(finding.severity())) {
          case "error", "warning" -> finding.severity();
          default -> "info";
        });
    entry.put(
        "column", finding.column() == null || finding.column().isEmpty() ? null : finding.column());
    entry.put("count", finding.count());
    return entry;
  }

  private List<Map<String, Object>> indicators() {
    List<Map<String, Object>> found = new ArrayList<>();
    List<IndicatorDefinition> bySlug = new ArrayList<>(inputs.definitions().values());
    bySlug.sort(Comparator.comparing(IndicatorDefinition::slug));
    for (IndicatorDefinition definition : bySlug) {
      feeds.forEach(
          (key, entries) -> {
            if (inputs.feeds(key.get(1), definition)) {
              found.add(indicator(definition, key, entries));
            }
          });
    }
    return found;
  }

  private Map<String, Object> indicator(
      IndicatorDefinition definition, List<String> feed, List<LedgerEntry> entries) {
    List<LedgerEntry> current = Ledger.current(entries);
    Set<YearMonth> periods = new TreeSet<>();
    for (LedgerEntry entry : current) {
      if (entry.period() != null && !entry.period().isAfter(inputs.month())) {
        periods.add(entry.period());
      }
    }
    Contract contract = inputs.contract(feed.get(1));
    boolean monthly = contract != null && contract.delivery().key() == Delivery.Key.MONTH;
    Integer expected = null;
    Integer received = null;
    if (monthly && !periods.isEmpty()) {
      YearMonth first = periods.iterator().next();
      expected = Math.toIntExact(first.until(inputs.month(), ChronoUnit.MONTHS)) + 1;
      received = periods.size();
    }
    long rows = rows(current, LedgerEntry.FileRows::received);
    long rejected = rows(current, LedgerEntry.FileRows::rejected);
    String verdict =
        current.isEmpty()
            ? "none"
            : expected != null && received < expected ? "incomplete" : "good";
    Map<String, Object> entry = new TreeMap<>();
    entry.put("indicator", definition.slug());
    entry.put("partner", feed.get(0));
    entry.put("contract", feed.get(1));
    entry.put("verdict", verdict);
    entry.put("periodsExpected", expected);
    entry.put("periodsReceived", received);
    entry.put(
        "rejectedPercent", rows == 0 ? null : CanonicalJson.rounded(100.0 * rejected / rows, 1));
    entry.put(
        "text",
        switch (verdict) {
          case "none" -> "Nothing that was sent could be used.";
          case "incomplete" ->
              Words.sentence(
                  Words.count(expected - received, "month is", "months are")
                      + " missing of "
                      + Words.whole(expected));
          default -> "All that was expected is there.";
        });
    return entry;
  }

  private List<Map<String, Object>> checks(Map<String, Object> disclosure) {
    List<Map<String, Object>> checks = new ArrayList<>();
    checks.add(disclosure);
    long lost =
        inputs.entries().stream()
            .flatMap(entry -> entry.files().stream())
            .filter(
                file ->
                    file.received()
                        != file.accepted() + file.rejected() + file.duplicate() + file.ignored())
            .count();
    checks.add(
        check(
            "rows accounted for",
            lost == 0 ? "passed" : "failed",
            lost == 0
                ? "In every file, rows received = accepted + rejected + duplicate + ignored."
                : Words.count(lost, "file does", "files do") + " not add up."));
    long refused =
        inputs.entries().stream()
            .filter(entry -> entry.status() == LedgerEntry.Status.REFUSED)
            .count();
    checks.add(
        check(
            "deliveries refused",
            refused == 0 ? "passed" : "warned",
            refused == 0
                ? "No delivery was refused."
                : Words.count(refused, "delivery was", "deliveries were")
                    + " refused and not used."));
    return checks;
  }

  static Map<String, Object> check(String name, String result, String text) {
    Map<String, Object> check = new TreeMap<>();
    check.put("check", name);
    check.put("result", result);
    check.put("text", text);
    return check;
  }

  private static int order(List<String> left, List<String> right) {
    int byFirst = left.get(0).compareTo(right.get(0));
    return byFirst != 0 ? byFirst : left.get(1).compareTo(right.get(1));
  }
}
