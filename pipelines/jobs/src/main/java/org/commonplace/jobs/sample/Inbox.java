package org.commonplace.jobs.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The folder that the partners fill. */
final class Inbox {
  private final Path root;
  private final long seed;
  private final Mess mess;
  private final List<Delivery> deliveries = new ArrayList<>();

  Inbox(Path root, long seed, Mess mess) {
    this.root = root;
    this.seed = seed;
    this.mess = mess;
  }

  /** Opens a format on a file. */
  interface Opener {
    Rows open(Path file) throws IOException;
  }

  /**
   * What all files of one contract have in common.
   *
   * @param opener opens the format and writes what stands above the first row
   * @param breakages ways to break a row
   * @param closing what follows the last row
   */
  record Kind(
      Partner partner, String contract, Opener opener, List<Breakage> breakages, Closing closing) {
    Kind {
      breakages = List.copyOf(breakages);
    }
  }

  Delivery open(Kind kind, String name, String key, LocalDate day) throws IOException {
    Path folder = root.resolve(kind.partner().id()).resolve(kind.contract());
    Files.createDirectories(folder);
    Path file = folder.resolve(name);
    Dice dice = Dice.of(seed, kind.contract() + "/" + name, 0);
    Instant received =
        day.atTime(8 + dice.below(9), dice.below(60), dice.below(60)).toInstant(ZoneOffset.UTC);
    Delivery delivery =
        new Delivery(
            file,
            kind.partner(),
            kind.contract(),
            key,
            received,
            kind.opener().open(file),
            mess,
            dice,
            kind.breakages(),
            kind.closing());
    deliveries.add(delivery);
    return delivery;
  }

  /** Closes every file and sets its time of arrival; folders get that of their newest file. */
  void close() throws IOException {
    for (Delivery delivery : deliveries) {
      delivery.close();
      Files.setLastModifiedTime(delivery.file(), FileTime.from(delivery.receivedAt()));
    }
  }

  /** Every file, ordered by partner, contract and name. */
  List<Delivery> deliveries() {
    return deliveries.stream()
        .sorted(
            Comparator.comparing((Delivery delivery) -> delivery.partner().id())
                .thenComparing(Delivery::contract)
                .thenComparing(delivery -> delivery.file().getFileName().toString()))
        .toList();
  }
}
