package org.commonplace.jobs.signals;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.schemas.IndicatorDefinition;

/**
 * The past days on which counts were known that are known otherwise now: those on which a delivery
 * came whose dates a later one of the same sender covers again. The ledger keeps both, so a first
 * run knows as much of delays as one that has run all the time. After them comes the day of the
 * last delivery, which is what is known now: the month of a run may end before it, and its last
 * counts be less new than they look.
 */
final class KnownDays {
  /** The newest past ones: each costs the values of its day. */
  private static final int MOST = 20;

  private KnownDays() {}

  /**
   * The days, in time; none if no count is known to have been revised.
   *
   * @param entries what was received, oldest first
   * @param definitions the indicators whose delays are wanted
   * @param permits whether what comes under a contract may be used by an indicator, by both ids
   */
  static List<LocalDate> of(
      List<LedgerEntry> entries,
      Collection<IndicatorDefinition> definitions,
      BiPredicate<String, String> permits) {
    Map<String, List<Covered>> senders = new TreeMap<>();
    for (LedgerEntry entry : entries) {
      if (entry.status() == LedgerEntry.Status.ACCEPTED) {
        for (LedgerEntry.Output output : entry.outputs()) {
          if (definitions.stream()
              .filter(each -> each.dataset().equals(output.dataset()))
              .filter(each -> each.sources().isEmpty() || each.sources().contains(entry.contract()))
              .anyMatch(each -> permits.test(entry.contract(), each.id()))) {
            String sender = entry.partner() + "/" + entry.contract() + "/" + output.dataset();
            senders
                .computeIfAbsent(sender, key -> new ArrayList<>())
                .add(Covered.by(entry, output));
          }
        }
      }
    }
    TreeSet<LocalDate> days = new TreeSet<>();
    senders.values().forEach(deliveries -> addRevised(deliveries, days));
    List<LocalDate> known =
        new ArrayList<>(days.stream().skip(Math.max(0, days.size() - MOST)).toList());
    if (!known.isEmpty()) {
      known.add(last(senders.values()));
    }
    return known;
  }

  private static LocalDate last(Collection<List<Covered>> senders) {
    return senders.stream()
        .flatMap(List::stream)
        .map(Covered::received)
        .max(LocalDate::compareTo)
        .orElseThrow();
  }

  /** The dates that a delivery is of. */
  private record Covered(LocalDate received, LocalDate first, LocalDate last) {
    static Covered by(LedgerEntry entry, LedgerEntry.Output output) {
      return new Covered(
          entry.receivedAt().atZone(ZoneOffset.UTC).toLocalDate(),
          output.minDate() == null ? LocalDate.MIN : LocalDate.parse(output.minDate()),
          output.maxDate() == null ? LocalDate.MAX : LocalDate.parse(output.maxDate()));
    }

    private boolean isRevisedBy(Covered later) {
      return received.isBefore(later.received)
          && !later.first.isAfter(last)
          && !later.last.isBefore(first);
    }
  }

  private static void addRevised(List<Covered> deliveries, TreeSet<LocalDate> days) {
    for (int i = 0; i < deliveries.size(); i++) {
      Covered delivery = deliveries.get(i);
      if (deliveries.subList(i + 1, deliveries.size()).stream().anyMatch(delivery::isRevisedBy)) {
        days.add(delivery.received());
      }
    }
  }
}
