package org.commonplace.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.commonplace.jobs.homelessness.ByNameList;
import org.commonplace.jobs.homelessness.ByNameRules;
import org.commonplace.jobs.indicators.IndicatorsStage;
import org.commonplace.jobs.indicators.PastValues;
import org.commonplace.jobs.intake.IntakeStage;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.signals.SignalsStage;
import org.commonplace.jobs.stage.Resources;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.TokenKey;
import org.commonplace.schemas.Definitions;
import org.commonplace.schemas.Frequency;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorDefinitions;
import org.commonplace.schemas.PreviousEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from files to signals, against what the generator knows to be so. */
class SampleTruthTest {
  private static final YearMonth MONTH = YearMonth.of(2026, 5);

  /** More than a year, so that the rolling and the school year's windows both turn over. */
  private static final int MONTHS = 14;

  @TempDir static Path temporary;

  private static Path out;
  private static Workspace workspace;
  private static Connection duck;

  @BeforeAll
  static void goTheWholeWay() throws IOException, SQLException {
    out = temporary.resolve("sample");
    SampleInbox.write(SampleOptions.into(out).withPeople(2_000).withMonths(MONTHS).withSeed(11));
    workspace = new Workspace(temporary.resolve("workspace").toString());
    StageContext context =
        new StageContext(
            workspace,
            Optional.of(out.resolve("inbox").toString()),
            MONTH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(TokenKey.parse(Files.readString(out.resolve("sample.key")))),
            Resources.ofThisMachine(),
            Set.of(),
            PipelineOptionsFactory.create(),
            line -> {});
    new IntakeStage().run(context);
    new IndicatorsStage().run(context);
    new SignalsStage(PastValues::compute).run(context);

    duck = DriverManager.getConnection("jdbc:duckdb:");
    execute(
        "CREATE TABLE truth AS SELECT indicator, place, level, period_start, coalesce(group_by, '')"
            + " AS group_by, coalesce(group_value, '') AS group_value, CAST(numerator AS DOUBLE) AS"
            + " numerator, CAST(denominator AS DOUBLE) AS"
            + " denominator FROM read_csv('"
            + out.resolve("truth/indicators.csv")
            + "', all_varchar = true, nullstr = '')");
    listPeriodsBeforeData();
    // Counts of a window that reaches before the first files are right, and no value follows.
    execute(
        "CREATE TABLE found AS SELECT indicator, place, level, CAST(v.period_start AS VARCHAR) AS"
            + " period_start, group_by, group_value, numerator_low, numerator_high,"
            + " denominator_low, denominator_high, CASE WHEN indicator LIKE 'HSG-03%'"
            + " AND state = 'too_few' THEN 'reported' WHEN b.indicator IS NULL OR state IN"
            + " ('not_submitted', 'not_applicable') THEN state WHEN state = 'too_few' AND value IS"
            + " NULL THEN 'reported' ELSE 'a value too early' END AS state FROM read_parquet('"
            + workspace.uri(Workspace.workFolder(MONTH.toString(), "values"))
            + "/*.parquet') v LEFT JOIN before_data b USING (indicator, period_start) WHERE"
            + " indicator IN (SELECT DISTINCT indicator FROM truth)");
  }

  private static void listPeriodsBeforeData() throws SQLException {
    execute("CREATE TABLE before_data (indicator VARCHAR, period_start DATE)");
    YearMonth first = MONTH.minusMonths(MONTHS - 1);
    for (IndicatorDefinition definition : IndicatorDefinitions.shipped().values()) {
      int lookBack = definition.previous().map(PreviousEvent::lookBackMonths).orElse(0);
      for (YearMonth month = first; !month.isAfter(MONTH); month = month.plusMonths(1)) {
        LocalDate from = definition.window().firstDay(month.atDay(1), month.atEndOfMonth());
        if (definition.frequency() == Frequency.MONTH
            && from.minusMonths(lookBack).isBefore(first.atDay(1))) {
          execute("INSERT INTO before_data VALUES ('" + definition.id() + "', '" + month + "-01')");
        }
      }
    }
    assertThat(texts("SELECT count(DISTINCT indicator) || '' FROM before_data"))
        .as("indicators with a window or history that reaches back")
        .containsExactly("9");
  }

  @AfterAll
  static void close() throws SQLException {
    if (duck != null) {
      duck.close();
    }
  }

  @Test
  void everyIndicatorIsExactBeforeSuppression() throws SQLException {
    assertThat(texts("SELECT DISTINCT indicator FROM truth WHERE numerator > 0")).hasSize(42);
    String joined =
        " FROM truth t FULL JOIN found f USING (indicator, place, period_start, group_by,"
            + " group_value) ";
    String key =
        "concat_ws(' ', indicator, place, period_start, group_by, group_value, ': true',"
            + " t.numerator, '/', t.denominator, ', found', f.numerator_low, '-',"
            + " f.numerator_high, '/', f.denominator_low, f.state)";
    assertThat(
            texts(
                "SELECT "
                    + key
                    + joined
                    + "WHERE t.denominator IS NOT NULL AND (f.state IS NULL OR f.state NOT IN"
                    + " ('reported', 'provisional') OR f.numerator_low <> t.numerator OR"
                    + " f.numerator_high <> t.numerator OR f.denominator_low IS DISTINCT FROM"
                    + " t.denominator OR f.denominator_high IS DISTINCT FROM t.denominator OR"
                    + " f.level <> t.level) ORDER BY 1 LIMIT 20"))
        .as("values that differ from the truth, or are absent")
        .isEmpty();
    assertThat(
            texts(
                "SELECT "
                    + key
                    + joined
                    + "WHERE t.denominator IS NULL AND t.numerator IS NOT NULL AND"
                    + " (f.numerator_low IS DISTINCT FROM t.numerator OR f.numerator_high IS"
                    + " DISTINCT FROM t.numerator OR (indicator = 'INF-01' AND f.state <> 'reported'))"
                    + " ORDER BY 1 LIMIT 20"))
        .as("counts without a denominator that differ from the truth")
        .isEmpty();
    assertThat(
            texts(
                "SELECT "
                    + key
                    + joined
                    + "WHERE t.indicator IS NULL AND f.state IN ('reported', 'provisional')"
                    + " ORDER BY 1 LIMIT 20"))
        .as("values that are not in the truth")
        .isEmpty();
  }

  @Test
  void theByNameListCountsTheSamePeopleAsTheIndicators() throws SQLException {
    Path list = temporary.resolve("list");
    new ByNameList(workspace, Definitions.shipped(), MONTH, Optional.empty(), ByNameRules.USUAL)
        .write(list, Optional.empty());

    assertThat(
            texts(
                "WITH flow AS (SELECT *, lag(active, 1, 0) OVER (ORDER BY month) +"
                    + " newly_identified + returned_from_housing + returned_from_inactive - housed"
                    + " - inactive AS expected FROM read_csv('"
                    + list.resolve("flow.csv")
                    + "') WHERE population = 'all') SELECT count(*) || ' months, active as HSG-01: '"
                    + " || count(*) FILTER (active = a.numerator) || ', expected as DQ-04: ' ||"
                    + " count(*) FILTER (expected = q.numerator) FROM flow f JOIN truth a ON"
                    + " a.indicator = 'HSG-01' AND left(a.period_start, 7) = f.month JOIN truth q ON"
                    + " q.indicator = 'DQ-04' AND q.period_start = a.period_start AND q.place ="
                    + " a.place AND q.group_by = a.group_by WHERE a.level = 'city' AND a.group_by ="
                    + " ''"))
        .containsExactly("14 months, active as HSG-01: 14, expected as DQ-04: 14");
  }

  @Test
  void standardisedValuesFollowFromTheCountsOfEachAge() throws SQLException {
    String values =
        "read_parquet('"
            + workspace.uri(Workspace.workFolder(MONTH.toString(), "values"))
            + "/*.parquet')";
    // 65-74 and 75+ have 10,500 and 9,000 of the 19,500 people of 65 and over of the standard.
    assertThat(
            texts(
                "WITH v AS (FROM "
                    + values
                    + " WHERE indicator = 'HLT-02b' AND period_start NOT IN (SELECT period_start"
                    + " FROM before_data WHERE indicator = 'HLT-02b')), ages AS (SELECT place, period_start,"
                    + " sum(if(group_value = '75+', 9000, 10500) / 19500 * numerator_low /"
                    + " denominator_low) * 100000 AS rate, sum(numerator_low) AS events FROM v"
                    + " WHERE group_by = 'age_band' GROUP BY ALL), year AS (SELECT v.place,"
                    + " v.period_start, sum(t.numerator) AS events FROM v JOIN truth t ON"
                    + " t.indicator = 'HLT-02' AND t.group_by = '' AND t.place = v.place AND"
                    + " CAST(t.period_start AS DATE) BETWEEN v.period_start - INTERVAL 11 MONTH AND"
                    + " v.period_start WHERE v.group_by = '' GROUP BY ALL) SELECT CASE WHEN"
                    + " v.numerator_low < 10 THEN 'fewer: ' || state WHEN abs(v.value - rate) <"
                    + " 1e-9 * rate THEN 'standardised' ELSE 'differs' END || CASE WHEN"
                    + " v.numerator_low = a.events AND a.events = y.events THEN '' ELSE ', miscounted'"
                    + " END AS said FROM v JOIN ages a USING (place, period_start) JOIN year y USING"
                    + " (place, period_start) WHERE v.group_by = '' GROUP BY ALL ORDER BY 1"))
        .containsExactly("fewer: too_few", "standardised");
    // What a place would have at the whole place's shares of its own ages is expected of it.
    assertThat(
            texts(
                "WITH city AS (FROM truth WHERE indicator = 'HLT-03' AND level = 'city' AND group_by"
                    + " = 'age_band'), expected AS (SELECT t.place, t.period_start,"
                    + " sum(c.numerator / c.denominator * t.denominator) AS events FROM truth t JOIN"
                    + " city c USING (period_start, group_value) WHERE t.indicator = 'HLT-03' AND"
                    + " t.group_by = 'age_band' AND t.denominator > 0 GROUP BY ALL) SELECT CASE WHEN"
                    + " e.events = 0 THEN 'none expected: ' || state WHEN abs(v.value -"
                    + " v.numerator_low / e.events) < 1e-9 THEN 'standardised' ELSE 'differs' END"
                    + " FROM "
                    + values
                    + " v JOIN expected e ON e.place = v.place AND CAST(e.period_start AS DATE) ="
                    + " v.period_start WHERE v.indicator = 'HLT-03b' AND v.group_by = '' GROUP BY ALL"
                    + " ORDER BY 1"))
        .containsExactly("none expected: not_applicable", "standardised");
  }

  @Test
  void functionalZeroIsSustainedForTheMonthsThatTheTruthSays() throws SQLException {
    String counts =
        "(SELECT CAST(period_start AS DATE) AS month, numerator, denominator FROM truth WHERE"
            + " indicator = '%s')";
    // At most three people, as 0.1% of so small a city is less.
    String chronic = "SELECT month, numerator <= 3 AS reached FROM " + counts.formatted("HSG-03");
    String veterans =
        "SELECT month, numerator = 0 OR numerator < avg(denominator) OVER (ORDER BY month ROWS 5"
            + " PRECEDING) AS reached FROM "
            + counts.formatted("HSG-03b")
            + " QUALIFY row_number() OVER (ORDER BY month) >= 6";
    assertThat(sustained("HSG-03", chronic)).isEmpty();
    assertThat(sustained("HSG-03b", veterans)).isEmpty();
    assertThat(
            texts(
                "SELECT indicator || ': ' || (count(DISTINCT value) > 1) FROM read_parquet('"
                    + workspace.uri(Workspace.workFolder(MONTH.toString(), "values"))
                    + "/*.parquet') WHERE indicator IN ('HSG-03', 'HSG-03b') GROUP BY indicator ORDER BY 1"))
        .containsExactly("HSG-03: true", "HSG-03b: true");
  }

  /** Months whose value is not the number of months up to it that reached zero in a row. */
  private static List<String> sustained(String indicator, String reached) throws SQLException {
    return texts(
        "WITH months AS ("
            + reached
            + "), runs AS (SELECT month, reached, row_number() OVER (ORDER BY month) AS i FROM"
            + " months), ends AS (SELECT *, coalesce(max(CASE WHEN NOT reached THEN i END) OVER"
            + " (ORDER BY i), 0) AS broken FROM runs) SELECT e.month || ': ' || (i - broken) || ',"
            + " found ' || coalesce(v.value::VARCHAR, v.state) FROM ends e JOIN read_parquet('"
            + workspace.uri(Workspace.workFolder(MONTH.toString(), "values"))
            + "/*.parquet') v ON v.indicator = '"
            + indicator
            + "' AND v.period_start = e.month WHERE v.value IS DISTINCT FROM i - broken AND NOT"
            + " (v.state = 'too_few' AND NOT e.reached) ORDER BY 1");
  }

  @Test
  void seriesGoOnUnderOtherCodesAndBreakWhereAPlaceWasDivided() throws IOException, SQLException {
    // Before November the files hold codes that no place of today has.
    Path referrals = out.resolve("inbox/family-services/merrowby-referrals");
    try (Stream<Path> files = Files.list(referrals)) {
      assertThat(
              files
                  .filter(file -> read(file).contains("MRB-5") || read(file).contains("MRB-6"))
                  .map(file -> file.getFileName().toString())
                  .sorted())
          .isNotEmpty()
          .allMatch(name -> name.compareTo("referrals-2025-11") < 0);
    }
    assertThat(
            texts(
                "SELECT level || ' ' || period_start || ' ' || count(DISTINCT place) FROM"
                    + " read_parquet('"
                    + workspace.uri(Workspace.workFolder(MONTH.toString(), "values"))
                    + "/*.parquet') WHERE indicator = 'CSC-01' AND group_by = '' AND series_break"
                    + " GROUP BY level, period_start ORDER BY 1"))
        .containsExactly("area 2025-11-01 2", "ward 2025-11-01 2");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theMonthThatPoliceDidNotSendHasNoValue() throws SQLException {
    assertThat(
            texts(
                "SELECT DISTINCT state FROM found WHERE indicator = 'POL-03' AND group_by = ''"
                    + " AND period_start = '2025-11-01'"))
        .containsExactly("not_submitted");
  }

  @Test
  void everyPlantedOutbreakIsSignalledWithinTwoWeeksOfItsStart() throws SQLException {
    String outbreak =
        "(SELECT indicator, place, CAST(first_week AS DATE) AS first_week FROM read_csv('"
            + out.resolve("truth/outbreak.csv")
            + "', all_varchar = true))";
    String signals =
        "(FROM read_parquet('"
            + workspace.uri(Workspace.workFolder(MONTH.toString(), "signals"))
            + "/*.parquet') WHERE signal)";
    List<String> planted = texts("SELECT place FROM " + outbreak + " ORDER BY 1");
    assertThat(planted).hasSize(4);
    assertThat(
            texts(
                "SELECT DISTINCT o.place FROM "
                    + outbreak
                    + " o JOIN "
                    + signals
                    + " s USING (indicator, place) WHERE s.date BETWEEN o.first_week AND"
                    + " o.first_week + 13 ORDER BY 1"))
        .isEqualTo(planted);
    assertThat(texts("SELECT DISTINCT detector FROM " + signals + " ORDER BY 1"))
        .as("areas have few cases, wards and the city more")
        .contains("excess-windows", "farrington-noufaily", "g-chart");
  }

  @Test
  void everyRowOfEveryFileIsAccountedFor() throws SQLException {
    SortedMap<String, String> found = new TreeMap<>();
    for (LedgerEntry entry : new Ledger(workspace).entries()) {
      for (LedgerEntry.FileRows rows : entry.files()) {
        found.put(
            entry.partner() + "/" + entry.contract() + "/" + rows.name(),
            String.join(
                " ",
                entry.status().toString(),
                String.valueOf(rows.received()),
                String.valueOf(rows.accepted()),
                String.valueOf(rows.rejected()),
                String.valueOf(rows.duplicate()),
                String.valueOf(rows.ignored())));
      }
    }
    SortedMap<String, String> truth = new TreeMap<>();
    for (String line :
        texts(
            "SELECT concat_ws('|', partner || '/' || contract || '/' || file, 'ACCEPTED ' ||"
                + " received || ' ' || accepted || ' ' || rejected || ' ' || duplicate || ' ' ||"
                + " ignored) FROM read_csv('"
                + out.resolve("truth/files.csv")
                + "', all_varchar = true)")) {
      int bar = line.indexOf('|');
      truth.put(line.substring(0, bar), line.substring(bar + 1));
    }
    assertThat(truth).hasSizeGreaterThan(100);
    assertThat(found.entrySet()).containsExactlyElementsOf(truth.entrySet());
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = duck.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = duck.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
