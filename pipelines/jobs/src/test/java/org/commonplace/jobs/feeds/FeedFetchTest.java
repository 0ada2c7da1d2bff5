package org.commonplace.jobs.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.Delivery;
import org.commonplace.schemas.DeliveryRhythm;
import org.commonplace.schemas.Format;
import org.commonplace.schemas.PeriodRange;
import org.commonplace.schemas.SemanticVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedFetchTest {
  private static final YearMonth MAY = YearMonth.of(2026, 5);

  @TempDir Path inbox;
  private HttpServer server;
  private volatile String body = "date,count\n2026-05-01,3\n";

  @BeforeEach
  void publish() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/daily/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          boolean there = exchange.getRequestURI().getPath().endsWith("01.csv");
          exchange.sendResponseHeaders(there ? 200 : 404, there ? bytes.length : -1);
          if (there) {
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void eachDayOfTheMonthIsAskedForAndKeptAsPublished() throws IOException {
    Contract contract = contract("/daily/cases-{yyyy}{MM}{dd}.csv");

    assertThat(new FeedFetch().fetch(contract, inbox.toString(), MAY).changed()).isEqualTo(1);
    assertThat(inbox.resolve("publisher/cases/cases-20260501.csv")).hasContent(body);
    assertThat(new FeedFetch().fetch(contract, inbox.toString(), MAY).changed()).isZero();

    String first = body;
    body = "date,count\n2026-05-01,4\n";
    assertThat(new FeedFetch().fetch(contract, inbox.toString(), MAY).changed()).isEqualTo(1);
    assertThat(inbox.resolve("publisher/cases/cases-20260501.csv")).hasContent(first);
    try (var files = Files.list(inbox.resolve("publisher/cases"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void nothingThereIsSaidWithTheAnswer() {
    Contract contract = contract("/daily/none.csv");

    assertThatThrownBy(() -> new FeedFetch().fetch(contract, inbox.toString(), MAY))
        .isInstanceOfSatisfying(
            StageFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(StageFailure.Kind.INPUT_MISSING))
        .hasMessageContaining("answered 404");
  }

  @Test
  void aContractWithoutFeedIsABadDefinition() {
    Contract contract = contract("");

    assertThatThrownBy(() -> new FeedFetch().fetch(contract, inbox.toString(), MAY))
        .isInstanceOf(StageFailure.class)
        .hasMessageContaining("names no feed");
  }

  private Contract contract(String path) {
    String feed = path.isEmpty() ? "" : "http://localhost:" + server.getAddress().getPort() + path;
    return new Contract(
        "cases",
        new SemanticVersion(1, 0, 0),
        "Cases",
        Contract.Status.ACTIVE,
        "infection",
        new Contract.Description("a test", "", ""),
        "publisher",
        new Delivery(
            Delivery.Key.DAY,
            1,
            new Delivery.Period.LatestDate(),
            new Delivery.Received.LastModified()),
        new Format(Set.of(Format.FileType.CSV), "", "", "", 0, "UTC"),
        PeriodRange.ALWAYS,
        10,
        DeliveryRhythm.DAILY,
        1,
        List.of(Contract.ANY_INDICATOR),
        List.of("infection-surveillance"),
        "",
        "",
        feed,
        List.of(),
        List.of(),
        "cases.yaml");
  }
}
