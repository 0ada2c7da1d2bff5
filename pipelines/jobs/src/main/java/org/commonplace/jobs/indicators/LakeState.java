package org.commonplace.jobs.indicators;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.Definitions;
import org.commonplace.schemas.Delivery;

/** What of the lake counts, by the ledger, and what the ledger says of deliveries. */
final class LakeState {
  /** Datasets that describe the place rather than what happens in it. */
  private static final Set<String> REFERENCE =
      Set.of("place", "population", "boundary", "crosswalk", "person", "action");

  private final Workspace workspace;
  private final Definitions definitions;
  private final YearMonth month;
  private final List<LedgerEntry> entries;
  private final List<LedgerEntry> current;
  private final Map<String, List<LedgerEntry>> entriesOf;
  private final Map<String, List<LedgerEntry>> currentOf;

  LakeState(
      Workspace workspace, Definitions definitions, YearMonth month, Optional<LocalDate> asOf) {
    this.workspace = workspace;
    this.definitions = definitions;
    this.month = month;
    this.entries = new Ledger(workspace).entries(asOf);
    this.current =
        Ledger.current(entries).stream()
            .filter(entry -> !definitions.contract(entry.contract()).isEmpty())
            .sorted(Comparator.comparing(LedgerEntry::period).thenComparing(Ledger.ORDER))
            .toList();
    this.entriesOf = entries.stream().collect(Collectors.groupingBy(LakeState::pair));
    this.currentOf = current.stream().collect(Collectors.groupingBy(LakeState::pair));
  }

  /** Who sent it under which contract. */
  private static String pair(LedgerEntry entry) {
    return entry.partner() + "|" + entry.contract();
  }

  List<LedgerEntry> entries() {
    return entries;
  }

  /** The files that count, by dataset, in the order of their deliveries. */
  SortedMap<String, List<LakeFile>> files() {
    SortedMap<String, List<LakeFile>> files = new TreeMap<>();
    for (int i = 0; i < current.size(); i++) {
      LedgerEntry entry = current.get(i);
      for (LedgerEntry.Output output : entry.outputs()) {
        if (output.rows() > 0) {
          files
              .computeIfAbsent(output.dataset(), dataset -> new ArrayList<>())
              .add(
                  new LakeFile(
                      output.dataset(),
                      workspace.uri(output.path()),
                      entry.partner(),
                      entry.contract(),
                      entry.sha16(),
                      i,
                      output.rows()));
        }
      }
    }
    return files;
  }

  /** Who sends rows of a dataset under these contracts. */
  List<Contributor> contributors(String dataset, Set<String> contracts) {
    SortedMap<String, SortedSet<YearMonth>> covered = new TreeMap<>();
    Map<String, LedgerEntry> senders = new TreeMap<>();
    for (LedgerEntry entry : current) {
      if (contracts.contains(entry.contract())) {
        String pair = pair(entry);
        senders.put(pair, entry);
        covered.computeIfAbsent(pair, each -> new TreeSet<>()).addAll(covered(entry, dataset));
      }
    }
    List<Contributor> contributors = new ArrayList<>();
    covered.forEach(
        (pair, months) -> {
          if (!months.isEmpty()) {
            LedgerEntry sender = senders.get(pair);
            contributors.add(
                new Contributor(
                    sender.partner(),
                    sender.contract(),
                    months,
                    earliest(pair, dataset, months.first()),
                    lastExpected(sender.contract(), months.last()),
                    deliveries(sender, months)));
          }
        });
    return contributors;
  }

  private YearMonth earliest(String pair, String dataset, YearMonth first) {
    return currentOf.get(pair).stream()
        .filter(entry -> covered(entry, dataset).contains(first))
        .flatMap(entry -> entry.outputs().stream())
        .filter(output -> output.dataset().equals(dataset) && output.minDate() != null)
        .map(output -> YearMonth.from(LocalDate.parse(output.minDate())))
        .filter(first::isAfter)
        .min(YearMonth::compareTo)
        .orElse(first);
  }

  private SortedMap<YearMonth, SubmissionMonth> deliveries(
      LedgerEntry sender, SortedSet<YearMonth> months) {
    TreeMap<YearMonth, SubmissionMonth> deliveries = new TreeMap<>();
    for (YearMonth month : months) {
      deliveries.put(month, submission(sender, month, 1));
    }
    return deliveries;
  }

  /** A delivery of a month or day covers its month; a longer one what its dates reach over. */
  private SortedSet<YearMonth> covered(LedgerEntry entry, String dataset) {
    TreeSet<YearMonth> months = new TreeSet<>();
    switch (latest(entry.contract()).delivery().key()) {
      case MONTH, DAY -> {
        months.add(entry.period());
        return months;
      }
      case YEAR, SNAPSHOT -> {}
    }
    for (LedgerEntry.Output output : entry.outputs()) {
      if (output.dataset().equals(dataset) && output.minDate() != null) {
        YearMonth last = YearMonth.from(LocalDate.parse(output.maxDate()));
        last = entry.period().isAfter(last) ? entry.period() : last;
        for (YearMonth each = YearMonth.from(LocalDate.parse(output.minDate()));
            !each.isAfter(last);
            each = each.plusMonths(1)) {
          months.add(each);
        }
      }
    }
    return months;
  }

  private YearMonth lastExpected(String id, YearMonth last) {
    Contract contract = latest(id);
    if (contract.delivery().key() != Delivery.Key.MONTH
        || contract.status() == Contract.Status.RETIRED) {
      return last;
    }
    YearMonth due = contract.appliesTo().to().isBefore(month) ? contract.appliesTo().to() : month;
    return due.isAfter(last) ? due : last;
  }

  /** What was due and what was accepted, for each partner, monthly contract and month. */
  List<SubmissionMonth> submissions() {
    Map<String, TreeMap<YearMonth, Integer>> received = new TreeMap<>();
    Map<String, LedgerEntry> pairs = new TreeMap<>();
    for (LedgerEntry entry : entries) {
      if (entry.status() == LedgerEntry.Status.ACCEPTED
          && !definitions.contract(entry.contract()).isEmpty()
          && latest(entry.contract()).delivery().key() == Delivery.Key.MONTH
          && definitions.contract(entry.contract()).stream()
              .flatMap(version -> version.mappings().stream())
              .anyMatch(mapping -> !REFERENCE.contains(mapping.dataset()))) {
        String pair = pair(entry);
        pairs.put(pair, entry);
        received
            .computeIfAbsent(pair, each -> new TreeMap<>())
            .merge(entry.period(), 1, Integer::sum);
      }
    }
    List<SubmissionMonth> submissions = new ArrayList<>();
    received.forEach(
        (pair, months) -> {
          LedgerEntry sender = pairs.get(pair);
          YearMonth last = lastExpected(sender.contract(), months.lastKey());
          for (YearMonth each = months.firstKey();
              !each.isAfter(last) && !each.isAfter(month);
              each = each.plusMonths(1)) {
            submissions.add(submission(sender, each, months.getOrDefault(each, 0)));
          }
        });
    return submissions;
  }

  private SubmissionMonth submission(LedgerEntry sender, YearMonth period, int received) {
    int latency = latest(sender.contract()).latencyDays();
    Instant due =
        latency < 0
            ? Instant.MAX
            : period.atEndOfMonth().plusDays(latency + 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
    Integer onTime = latency < 0 ? null : 0;
    for (LedgerEntry entry : entriesOf.get(pair(sender))) {
      if (latency >= 0
          && isOf(entry, period)
          && entry.status() == LedgerEntry.Status.ACCEPTED
          && entry.receivedAt().isBefore(due)) {
        onTime = 1;
      }
    }
    long rowsReceived = 0;
    long rowsAccepted = 0;
    for (LedgerEntry entry : currentOf.getOrDefault(pair(sender), List.of())) {
      if (isOf(entry, period)) {
        for (LedgerEntry.FileRows rows : entry.files()) {
          rowsReceived += rows.received() - rows.ignored();
          rowsAccepted += rows.accepted();
        }
      }
    }
    return new SubmissionMonth(
        sender.partner(),
        sender.contract(),
        period,
        1,
        received,
        onTime,
        rowsReceived,
        rowsAccepted);
  }

  /** Whether it is a delivery of the month; one of many months is of each. */
  private boolean isOf(LedgerEntry entry, YearMonth period) {
    return latest(entry.contract()).delivery().key() != Delivery.Key.MONTH
        || period.equals(entry.period());
  }

  /** Every place: of several rows with one code the latest valid, then the latest delivered. */
  PlaceTree places(KernelSettings settings) {
    List<LakeFile> files = files().getOrDefault("place", new ArrayList<>());
    if (files.isEmpty()) {
      return PlaceTree.of(List.of());
    }
    try (Kernel kernel = Kernel.open(settings)) {
      List<PlaceChange> changes = changes(kernel);
      Partials.createDeliveries(kernel, files);
      return PlaceTree.of(
          kernel.rows(
              "SELECT code, \"level\", coalesce(parent, ''), coalesce(deprivation_quintile, 0),"
                  + " valid_from FROM "
                  + Partials.scan(kernel, files)
                  + " JOIN deliveries USING (file, partner, contract) QUALIFY row_number() OVER"
                  + " (PARTITION BY code ORDER BY valid_from DESC NULLS LAST, partner, contract,"
                  + " delivery DESC, \"row\" DESC) = 1 ORDER BY code",
              row ->
                  new PlaceRow(
                      row.getString(1),
                      row.getString(2),
                      row.getString(3),
                      row.getInt(4),
                      row.getObject(5, LocalDate.class))),
          changes);
    }
  }

  /** What became of earlier places: of several rows of one change the latest delivered. */
  private List<PlaceChange> changes(Kernel kernel) {
    List<LakeFile> files = files().getOrDefault("crosswalk", new ArrayList<>());
    if (files.isEmpty()) {
      return List.of();
    }
    Partials.createDeliveries(kernel, files);
    return kernel.rows(
        "SELECT place, new_place, valid_from, coalesce(share, 1) FROM "
            + Partials.scan(kernel, files)
            + " JOIN deliveries USING (file, partner, contract) QUALIFY row_number() OVER (PARTITION"
            + " BY place, new_place ORDER BY delivery DESC, \"row\" DESC) = 1 ORDER BY place,"
            + " new_place",
        row ->
            new PlaceChange(
                row.getString(1),
                row.getString(2),
                row.getObject(3, LocalDate.class),
                row.getDouble(4)));
  }

  private Contract latest(String contract) {
    return definitions.contract(contract).get(0);
  }
}
