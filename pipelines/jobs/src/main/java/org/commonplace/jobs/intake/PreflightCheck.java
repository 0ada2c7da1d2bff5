package org.commonplace.jobs.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.commonplace.jobs.intake.reading.FindingCode.Severity;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.stage.Resources;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.jobs.stage.StageOutcome;
import org.commonplace.jobs.stage.TokenKey;
import org.commonplace.schemas.Contract;

/**
 * A partner's own look at a delivery before it is sent: the report that intake would give, and
 * nothing stored.
 */
public final class PreflightCheck {
  /** Without a key tokens are of no use, and here they are used for nothing. */
  private static final String THROW_AWAY_KEY = "00".repeat(32);

  private final Agreements agreements;
  private final Resources resources;

  /**
   * @param contracts a local folder of contracts beside the shipped ones
   * @param indicators a local folder of indicators beside the shipped ones
   * @throws StageFailure (bad definition) naming every mistake in the definitions
   */
  public PreflightCheck(Optional<Path> contracts, Optional<Path> indicators, Resources resources) {
    this.agreements =
        ContractFolder.load(contracts, indicators, Optional.of(TokenKey.parse(THROW_AWAY_KEY)));
    this.resources = resources;
  }

  /**
   * What a check found.
   *
   * @param outcome what to print
   * @param acceptable whether intake would accept the delivery
   */
  public record Result(StageOutcome outcome, boolean acceptable) {}

  /**
   * Checks a delivery: one file, or a folder of files that belong together.
   *
   * @param contract id of the contract
   * @param partner who would send it; empty when the contract is with one partner only
   * @param delivery local file or folder
   * @param reports folder for report.html, report.json and report.csv; empty to write none
   */
  public Result check(
      String contract, Optional<String> partner, Path delivery, Optional<Path> reports) {
    if (agreements.versions(contract).isEmpty()) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          "there is no contract \""
              + contract
              + "\"; there are: "
              + String.join(", ", agreements.ids()));
    }
    if (!Files.exists(delivery)) {
      throw new StageFailure(
          StageFailure.Kind.INPUT_MISSING, "there is no file or folder " + delivery);
    }
    Path scratch = null;
    try {
      scratch = Files.createTempDirectory("commonplace-check-");
      SortedMap<String, Path> files = files(delivery);
      SortedMap<String, String> hashes = new TreeMap<>();
      List<Arrival.ArrivedFile> arrived = new ArrayList<>();
      for (Map.Entry<String, Path> file : files.entrySet()) {
        Path path = file.getValue();
        boolean readable = Files.isReadable(path);
        hashes.put(file.getKey(), readable ? Hashes.of(path) : Hashes.ofUnreadable(file.getKey()));
        arrived.add(
            new Arrival.ArrivedFile(
                path.toString(),
                file.getKey(),
                Files.size(path),
                Files.getLastModifiedTime(path).toMillis()));
      }
      Arrival arrival =
          new Arrival(
              partner.orElseGet(() -> soleParty(contract)),
              contract,
              delivery.getFileName().toString(),
              arrived);
      Processed processed =
          DeliveryIntake.process(
              agreements, resources.kernel(1, List.of()), arrival, files, hashes, scratch);
      int written = 0;
      if (reports.isPresent()) {
        written = write(processed, reports.get());
      }
      return new Result(
          new StageOutcome(lines(processed.report()), written),
          processed.entry().status() == LedgerEntry.Status.ACCEPTED);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot check " + delivery, e);
    } finally {
      IntakeFn.delete(scratch);
    }
  }

  private String soleParty(String contract) {
    String partner = agreements.versions(contract).get(0).partner();
    return partner.equals(Contract.ANY_PARTNER) ? "partner" : partner;
  }

  private static SortedMap<String, Path> files(Path delivery) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    Path whole = delivery.toAbsolutePath().normalize();
    if (!Files.isDirectory(whole)) {
      files.put(whole.getFileName().toString(), whole);
      return files;
    }
    try (Stream<Path> all = Files.walk(whole)) {
      all.filter(Files::isRegularFile)
          .filter(file -> !Inbox.passedOver(file.getFileName().toString()))
          .forEach(file -> files.put(whole.relativize(file).toString().replace('\\', '/'), file));
    }
    return files;
  }

  private static int write(Processed processed, Path folder) throws IOException {
    Files.createDirectories(folder);
    replace(folder.resolve(ReportFiles.HTML), ReportHtml.bytes(processed.report()));
    replace(folder.resolve(ReportFiles.JSON), ReportJson.bytes(processed.report()));
    replace(folder.resolve(ReportFiles.CSV), Files.readAllBytes(processed.findings()));
    return 3;
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".part");
    Files.write(temporary, bytes);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The report in lines of plain text. */
  static List<String> lines(Report report) {
    LedgerEntry entry = report.entry();
    List<String> lines = new ArrayList<>();
    lines.add(
        entry.status() == LedgerEntry.Status.ACCEPTED
            ? report.delivery() + ": would be accepted"
            : report.delivery() + ": would be refused: " + entry.reason());
    for (LedgerEntry.FileRows file : entry.files()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %s: received %,d = accepted %,d + rejected %,d + duplicate %,d + ignored %,d",
              file.name(),
              file.received(),
              file.accepted(),
              file.rejected(),
              file.duplicate(),
              file.ignored()));
    }
    for (FindingGroup group : report.groups()) {
      lines.add(line(group));
      int shown = 0;
      for (FindingGroup.Place place : group.first()) {
        if (++shown > 3) {
          lines.add(String.format(Locale.ROOT, "      and %,d more", group.count() - 3));
          break;
        }
        lines.add(
            "      row "
                + place.row()
                + (place.line() > 0 ? " (line " + place.line() + ")" : "")
                + (place.shape().isEmpty() ? "" : ": " + place.shape()));
      }
    }
    return lines;
  }

  private static String line(FindingGroup group) {
    String where =
        (group.file().isEmpty() ? "" : " " + group.file())
            + (group.column().isEmpty() ? "" : ", column " + group.column());
    String count =
        group.kind().severity() == Severity.FILE || group.first().isEmpty()
            ? ""
            : String.format(Locale.ROOT, " (%,d rows)", group.count());
    String detail = group.detail().isEmpty() ? "" : ": " + group.detail();
    return "  " + group.kind().code() + where + count + detail + ". " + group.kind().advice();
  }
}
