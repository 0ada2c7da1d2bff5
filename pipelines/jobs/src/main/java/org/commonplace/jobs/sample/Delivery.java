package org.commonplace.jobs.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** One file in the making, and the account of its rows that a careful reader must arrive at. */
final class Delivery {
  /** A file is to stay far below the share of bad rows at which it would be refused whole. */
  private static final int ROWS_PER_FAULT = 25;

  private static final int FURTHEST_REPEAT = 40;

  private final Path file;
  private final Partner partner;
  private final String contract;
  private final String key;
  private final Instant receivedAt;
  private final Rows rows;
  private final Mess mess;
  private final Dice dice;
  private final List<Breakage> breakages;
  private final Closing closing;

  private int width;
  private String[] repeat;
  private long repeatAfter;
  private long received;
  private long accepted;
  private long rejected;
  private long duplicate;
  private long ignored;
  private Standing standing = Standing.CURRENT;

  /** Whether a later file took its place. */
  enum Standing {
    CURRENT,
    SUPERSEDED
  }

  Delivery(
      Path file,
      Partner partner,
      String contract,
      String key,
      Instant receivedAt,
      Rows rows,
      Mess mess,
      Dice dice,
      List<Breakage> breakages,
      Closing closing) {
    this.file = file;
    this.partner = partner;
    this.contract = contract;
    this.key = key;
    this.receivedAt = receivedAt;
    this.rows = rows;
    this.mess = mess;
    this.dice = dice;
    this.breakages = List.copyOf(breakages);
    this.closing = closing;
  }

  /**
   * Writes a row, now and then broken or twice.
   *
   * @return whether the row stands as given, so that it counts
   */
  boolean add(String... cells) throws IOException {
    width = cells.length;
    boolean stands = true;
    received++;
    if (!breakages.isEmpty() && dice.chance(mess.broken()) && room(rejected)) {
      Breakage breakage = breakages.get(dice.below(breakages.size()));
      cells[breakage.column()] = breakage.cell();
      rejected++;
      stands = false;
    } else {
      accepted++;
      if (repeat == null && dice.chance(mess.repeated()) && room(duplicate)) {
        repeat = cells;
        repeatAfter = received + dice.below(FURTHEST_REPEAT);
      }
    }
    rows.add(cells);
    if (repeat != null && received >= repeatAfter) {
      addRepeat();
    }
    return stands;
  }

  private boolean room(long faults) {
    return (faults + 1) * ROWS_PER_FAULT <= received;
  }

  private void addRepeat() throws IOException {
    rows.add(repeat);
    repeat = null;
    received++;
    duplicate++;
  }

  void close() throws IOException {
    if (repeat != null) {
      addRepeat();
    }
    if (mess.untidy() && closing != Closing.NOTHING) {
      String[] cells = new String[width];
      Arrays.fill(cells, "");
      addIgnored(cells);
      if (closing == Closing.TOTAL_ROW) {
        String[] total = cells.clone();
        total[0] = "Total";
        total[total.length - 1] = String.valueOf(received - ignored);
        addIgnored(total);
      }
    }
    rows.close();
    if (received == 0) {
      throw new IllegalStateException(
          "no row was drawn for " + partner.id() + "/" + contract + "/" + file.getFileName());
    }
  }

  private void addIgnored(String[] cells) throws IOException {
    rows.add(cells);
    received++;
    ignored++;
  }

  void supersede() {
    standing = Standing.SUPERSEDED;
  }

  boolean current() {
    return standing == Standing.CURRENT;
  }

  Path file() {
    return file;
  }

  Partner partner() {
    return partner;
  }

  String contract() {
    return contract;
  }

  /** A month as yyyy-mm, or "snapshot". */
  String key() {
    return key;
  }

  Instant receivedAt() {
    return receivedAt;
  }

  long received() {
    return received;
  }

  long accepted() {
    return accepted;
  }

  long rejected() {
    return rejected;
  }

  long duplicate() {
    return duplicate;
  }

  long ignored() {
    return ignored;
  }
}
