package org.commonplace.jobs.feeds;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.jobs.stage.StageOutcome;
import org.commonplace.schemas.Contract;

/**
 * Fetches what a public feed's contract names, byte by byte as published. A file that is already in
 * the inbox is not written again; one of the same name with other bytes is kept beside it.
 */
public final class FeedFetch {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(30))
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /**
   * Fetches every file that the feed has for a month.
   *
   * @param contract its {@code feed} says where; its partner names the folder
   * @param inbox the inbox's URI or path
   * @param month the days or the month that a dated address is fetched for
   * @throws StageFailure when the contract has no feed (bad definition), or nothing could be
   *     fetched (input missing)
   */
  public StageOutcome fetch(Contract contract, String inbox, YearMonth month) {
    if (contract.feed().isEmpty() || contract.partner().equals(Contract.ANY_PARTNER)) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          "the contract "
              + contract.id()
              + " names no feed and partner; give it the custom properties feed and partner");
    }
    String folder = inbox + "/" + contract.partner() + "/" + contract.id();
    List<String> lines = new ArrayList<>();
    int written = 0;
    int found = 0;
    List<URI> addresses = addresses(contract.feed(), month);
    for (URI address : addresses) {
      Answer answer = answer(address, folder);
      lines.add(answer.line());
      found += answer.found() ? 1 : 0;
      written += answer.written() ? 1 : 0;
    }
    if (found == 0) {
      throw new StageFailure(
          StageFailure.Kind.INPUT_MISSING,
          "nothing could be fetched for " + contract.id() + ": " + String.join("; ", lines));
    }
    return new StageOutcome(lines, written);
  }

  /** A dated address for each day, or once for the month, or once. */
  static List<URI> addresses(String feed, YearMonth month) {
    Stream<LocalDate> dates =
        feed.contains("{dd}")
            ? month.atDay(1).datesUntil(month.plusMonths(1).atDay(1))
            : Stream.of(month.atDay(1));
    return dates.map(date -> URI.create(filled(feed, date))).toList();
  }

  private static String filled(String feed, LocalDate date) {
    String text = feed;
    for (String part : new String[] {"yyyy", "MM", "dd"}) {
      text =
          text.replace(
              "{" + part + "}", DateTimeFormatter.ofPattern(part, Locale.ROOT).format(date));
    }
    return text;
  }

  private record Answer(String line, boolean found, boolean written) {}

  private Answer answer(URI address, String folder) {
    Path arriving = null;
    try {
      arriving = Files.createTempFile("commonplace-feed-", ".part");
      HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).GET().build();
      HttpResponse<Path> response =
          client.send(request, HttpResponse.BodyHandlers.ofFile(arriving));
      if (response.statusCode() != 200) {
        return new Answer(address + ": answered " + response.statusCode(), false, false);
      }
      String path = address.getPath();
      String name = path.substring(path.lastIndexOf('/') + 1);
      String target = folder + "/" + name;
      if (WorkspaceFiles.exists(target)) {
        String sha = sha256(Files.newInputStream(arriving));
        if (sha.equals(sha256(WorkspaceFiles.open(target)))) {
          return new Answer(name + ": unchanged", true, false);
        }
        int dot = name.indexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        name = stem + "-" + sha.substring(0, 8) + (dot < 0 ? "" : name.substring(dot));
        target = folder + "/" + name;
        if (WorkspaceFiles.exists(target)) {
          return new Answer(name + ": unchanged", true, false);
        }
      }
      long bytes = Files.size(arriving);
      WorkspaceFiles.moveIn(arriving, target);
      return new Answer(name + ": fetched, " + bytes + " bytes", true, true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while fetching", e);
    } catch (IOException e) {
      return new Answer(
          address + ": no answer (" + e.getClass().getSimpleName() + ")", false, false);
    } finally {
      remove(arriving);
    }
  }

  private static void remove(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary file could not be removed", e);
    }
  }

  private static String sha256(InputStream in) throws IOException {
    try (in) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (DigestInputStream through = new DigestInputStream(in, digest)) {
        through.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
