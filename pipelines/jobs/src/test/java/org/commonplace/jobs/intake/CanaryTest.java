package org.commonplace.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.commonplace.jobs.stage.StageContext.Switch;
import org.commonplace.jobs.stage.StageOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Plants identifiers and names wherever a broken file may carry them, and looks for them. */
class CanaryTest {
  private static final int CANARIES = 400;
  private static final String HEADER = "UPN,School,Area,Month,Sex,DOB,Possible,Absent,Note\n";

  @TempDir Path folder;

  private static String id(int i) {
    return String.format(Locale.ROOT, "Z77%09dQ", i * 7919L);
  }

  private static String name(int i) {
    return String.format(Locale.ROOT, "Canaryname%05d", i);
  }

  @Test
  void noPlantedIdentifierOrNameIsInAnyOutputOrLog() throws IOException {
    IntakeFixture fixture = new IntakeFixture(folder);
    plant(fixture);
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.setLevel(Level.INFO);
    root.addAppender(log);
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    StageOutcome outcome;
    try (PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      System.setErr(capture);
      outcome = fixture.run(Switch.TOLERATE_REFUSED);
    } finally {
      System.setOut(out);
      System.setErr(err);
      root.detachAppender(log);
      root.setLevel(before);
    }
    List<String> texts = new ArrayList<>(outcome.lines());
    texts.add(printed.toString(StandardCharsets.UTF_8));
    for (ILoggingEvent event : new ArrayList<>(log.list)) {
      texts.add(event.getFormattedMessage());
      if (event.getThrowableProxy() != null) {
        texts.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
    }
    assertThat(fixture.ledger()).hasSizeGreaterThan(6);
    try (Stream<Path> files = Files.walk(fixture.workspace)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
        texts.add(file.toString());
      }
    }
    List<String> found = new ArrayList<>();
    for (String text : texts) {
      String lower = text.toLowerCase(Locale.ROOT);
      for (int i = 0; i < CANARIES; i++) {
        if (lower.contains(id(i).toLowerCase(Locale.ROOT))
            || lower.contains(name(i).toLowerCase(Locale.ROOT))) {
          found.add("canary " + i + " in " + text.substring(0, Math.min(60, text.length())));
          break;
        }
      }
    }
    assertThat(found).isEmpty();
  }

  /** Every way of being wrong, each with canaries in every cell that can hold text. */
  private static void plant(IntakeFixture fixture) {
    StringBuilder rows = new StringBuilder(HEADER);
    StringBuilder good = new StringBuilder(HEADER);
    for (int i = 0; i < CANARIES; i++) {
      good.append(id(i))
          .append(",S1,A1,2026-03-01,M,2012-05-17,40,3,")
          .append(name(i))
          .append('\n');
      String row =
          switch (i % 8) {
            case 0 -> id(i) + ",S1,A1,2026-03-01,M,2012-05-17,40,3," + name(i);
            case 1 -> id(i) + "," + name(i) + ",A1," + id(i) + ",M,2012-05-17,40,3,";
            case 2 -> id(i) + ",S1,A1,2026-03-01," + name(i) + "," + id(i) + ",40,3,";
            case 3 -> id(i) + ",S1,A1,2026-03-01,M,2012-05-17," + id(i) + "," + name(i) + ",";
            case 4 -> id(i) + "," + name(i);
            case 5 -> id(i) + ",S1,A1,2026-03-01,M,,40,3," + name(i) + ",more," + id(i);
            case 6 -> id(i) + ",\"" + name(i) + ",A1,2026-03-01,M,,40,3,";
            default -> id(i) + ",S1,A1,2026-03-01,M,2012-05-17,5,60," + name(i);
          };
      rows.append(row).append('\n');
    }
    String at = "north/school-attendance/attendance-";
    fixture.deliver(at + "2026-01.csv", good.toString());
    fixture.deliver(at + "2026-02.csv", rows.toString());
    fixture.deliver(at + "2026-03.csv", rows.substring(HEADER.length()));
    fixture.deliver(at + "2026-04.csv", rows.toString().replace("School", name(3)));
    fixture.deliver(at + "2026-05.csv", rows.toString().getBytes(Charset.forName("UTF-16LE")));
    fixture.deliver(at + "2026-06.csv", good.toString().replace("2026-03-01", "03/2026"));
    fixture.deliver(at + "2026-07.csv", "<html>" + good);
    fixture.deliver(
        at + "2026-08.jsonl",
        "{\"UPN\": \"" + id(1) + "\", broken " + name(1) + "\n" + "{\"UPN\": \"" + id(2) + "\"}\n");
    fixture.deliver("north/no-such-contract/list.csv", good.toString());
    fixture.deliver(at + "2026-09.csv", HEADER + good.substring(HEADER.length()).repeat(2));
  }
}
