package org.commonplace.jobs.release;

import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelException;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.stage.Resources;
import org.commonplace.jobs.stage.StageContext;

/**
 * A small workspace with values as the indicators stage would leave them: one city, two wards, six
 * areas, fourteen months. Some counts are from 1 to 4.
 */
final class ReleaseFixture {
  static final YearMonth MONTH = YearMonth.of(2025, 4);

  /** Draws no pictures, but reads the manifest and writes a page that links to its data. */
  static final String SCRIPT =
      """
      const fs = require('fs'), path = require('path');
      const a = process.argv, at = n => a[a.indexOf(n) + 1];
      if (a.includes('--version')) process.exit(0);
      const data = at('--data'), out = at('--out');
      const m = JSON.parse(fs.readFileSync(path.join(data, 'manifest.json'), 'utf8'));
      fs.mkdirSync(path.join(out, 'data'), {recursive: true});
      fs.copyFileSync(path.join(data, 'areas.json'), path.join(out, 'data', 'areas.json'));
      fs.writeFileSync(path.join(out, 'index.html'),
        '<!doctype html><title>' + m.title + '</title><a href="data/areas.json">Areas</a>');
      """;

  private final Workspace workspace;

  private ReleaseFixture(Workspace workspace) {
    this.workspace = workspace;
  }

  static ReleaseFixture in(Path folder) {
    ReleaseFixture fixture = new ReleaseFixture(new Workspace(folder.toString()));
    try (Kernel kernel = Kernel.open(KernelSettings.single().reading(List.of(folder.toString())))) {
      fixture.writePlaces(kernel, folder);
      fixture.writeValues(kernel, folder);
      fixture.writeSignals(kernel, folder);
    } catch (KernelException e) {
      throw new IllegalStateException(e.engineText(), e);
    }
    ReleaseFolder.write(
        folder.resolve("work/2025-04/values/_stage.json"),
        "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    ReleaseFolder.write(
        folder.resolve("work/2025-04/signals/_stage.json"),
        "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return fixture;
  }

  /** A workspace that was made before. */
  static ReleaseFixture at(Path folder) {
    return new ReleaseFixture(new Workspace(folder.toString()));
  }

  /** The places of a workspace made before. */
  static Places places(Kernel kernel, Path folder) {
    String file = Workspace.lakeFile("place", "council", MONTH, "0000000000000001");
    return Places.read(kernel, List.of(folder.resolve(file)), List.of());
  }

  Workspace workspace() {
    return workspace;
  }

  StageContext context(StageContext.Switch... switches) {
    return new StageContext(
        workspace,
        Optional.empty(),
        MONTH,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Resources(2, 2, 512L << 20),
        Set.of(switches),
        PipelineOptionsFactory.fromArgs("--targetParallelism=2").create(),
        line -> {});
  }

  static ReleaseStage stage() {
    return new ReleaseStage(
        () -> new SiteRenderer("node", SCRIPT.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        Checkpoint.NONE);
  }

  private void writePlaces(Kernel kernel, Path folder) {
    kernel.execute(
        """
        CREATE TABLE place AS SELECT 'council' AS partner, 'places' AS contract,
          '1.0.0' AS contract_version, '0000000000000001' AS file, row_number() OVER (ORDER BY code)
          AS row, 0 AS bucket, code, name, level, parent, NULL::DATE AS valid_from,
          NULL::DATE AS valid_to, quintile AS deprivation_quintile, NULL::DOUBLE AS latitude,
          NULL::DOUBLE AS longitude, NULL::VARCHAR AS alternative_names
        FROM (VALUES ('C', '=Millbrook', 'city', NULL, NULL), ('W1', 'North', 'ward', 'C', NULL),
          ('W2', 'South', 'ward', 'C', NULL), ('A1', 'Ash', 'area', 'W1', 1),
          ('A2', 'Beech', 'area', 'W1', 2), ('A3', 'Cedar', 'area', 'W1', 3),
          ('A4', 'Dell', 'area', 'W2', 4), ('A5', 'Elm', 'area', 'W2', 5),
          ('A6', 'Ash', 'area', 'W2', 1)) v(code, name, level, parent, quintile)
        """);
    kernel.execute(
        """
        CREATE TABLE boundary AS SELECT 'council' AS partner, 'shapes' AS contract,
          '0000000000000001' AS file, 1 AS row, code AS place, level,
          '{"type":"Polygon","coordinates":[[[0,0],[1.1234567,0],[1,1],[0,0]]]}' AS geometry
        FROM place WHERE level = 'ward'
        """);
    kernel.execute(
        """
        CREATE TABLE population AS SELECT 'council' AS partner, code AS place,
          DATE '2024-06-30' AS date, sex, NULL::INTEGER AS age_from, NULL::INTEGER AS age_to,
          NULL::VARCHAR AS ethnicity, 500.0 AS population
        FROM place, (VALUES ('F'), ('M')) s(sex) WHERE level = 'area'
        """);
    List<LedgerEntry.Output> outputs = new ArrayList<>();
    for (String dataset : List.of("place", "boundary", "population")) {
      String path = Workspace.lakeFile(dataset, "council", MONTH, "0000000000000001");
      kernel.writeParquet("FROM " + dataset, folder.resolve(path), 2048);
      outputs.add(new LedgerEntry.Output(dataset, path, 9, "0".repeat(64), null, null));
    }
    Ledger ledger = new Ledger(workspace);
    ledger.append(entry("council", "places", "snapshot", "1", "2025-04-01T08:00:00Z", outputs));
    ledger.append(
        entry("north-schools", "attendance", "2025-03", "2", "2025-04-02T08:00:00Z", List.of()));
    ledger.append(
        entry("north-schools", "attendance", "2025-03", "3", "2025-04-09T08:00:00Z", List.of()));
  }

  private static LedgerEntry entry(
      String partner,
      String contract,
      String key,
      String digit,
      String received,
      List<LedgerEntry.Output> outputs) {
    return new LedgerEntry(
        digit.repeat(64),
        partner,
        contract,
        "1.0.0",
        key,
        YearMonth.of(2025, 3),
        Instant.parse(received),
        LedgerEntry.Status.ACCEPTED,
        null,
        List.of(new LedgerEntry.FileRows("march.csv", 900, digit.repeat(64), null, 10, 7, 1, 1, 1)),
        outputs,
        List.of(new LedgerEntry.FindingCount("type-error", "error", "dob", 1)),
        null);
  }

  /** Two indicators of the same pupils, one of them rare; and weekly cases. */
  private void writeValues(Kernel kernel, Path folder) {
    kernel.execute(
        """
        CREATE TABLE base AS
        WITH months AS (SELECT m, (DATE '2024-03-01' + to_months(CAST(m AS INTEGER)))::DATE AS start
          FROM range(14) t(m)), areas AS (SELECT code, substr(code, 2)::INT AS a FROM place
          WHERE level = 'area'), sexes AS (FROM (VALUES ('F', 1), ('M', 2), ('unknown', 3))
          v(sex, s))
        SELECT code AS place, sex, start, last_day(start) AS ending, 'month' AS frequency,
          CASE WHEN sex = 'unknown' THEN 3 + (a + m) % 4 ELSE 20 + (a * 7 + s * 3 + m) % 11 END AS d,
          CASE WHEN sex = 'unknown' THEN (a + m) % 3 ELSE (a * 5 + s * 4 + m * 3) % 12 END AS n,
          'EDU-01' AS indicator
        FROM months, areas, sexes
        """);
    kernel.execute(
        "INSERT INTO base SELECT place, sex, start, ending, frequency, d, n // 3, 'EDU-02' FROM"
            + " base");
    kernel.execute(
        """
        INSERT INTO base SELECT code, sex, day::DATE, day::DATE + 6, 'week', NULL,
          CASE WHEN code = 'A4' AND day >= DATE '2025-04-07' THEN 9 ELSE (w + ascii(sex)) % 3 END,
          'INF-01'
        FROM place, (VALUES ('F'), ('M')) s(sex), (SELECT w, DATE '2025-01-06' + to_days(CAST(7 * w
          AS INTEGER)) AS day FROM range(16) t(w)) WHERE level = 'area'
        """);
    kernel.execute(
        """
        CREATE TABLE cells AS
        WITH up AS (SELECT code, code AS area FROM place WHERE level = 'area' UNION ALL
          SELECT parent, code FROM place WHERE level = 'area' UNION ALL
          SELECT 'C', code FROM place WHERE level = 'area'),
        grouped AS (SELECT indicator, code, frequency, start, ending, g.cut AS group_by,
            CASE WHEN g.cut = '' THEN '' ELSE sex END AS group_value, sum(n)::DOUBLE AS n,
            sum(d)::DOUBLE AS d
          FROM base JOIN up ON up.area = base.place, (VALUES (''), ('sex')) g(cut) GROUP BY ALL)
        SELECT indicator, '1.0.0' AS version, code AS place, place.level, frequency,
          start AS period_start, ending AS period_end, group_by, group_value, n AS numerator_low,
          n AS numerator_high, d AS denominator_low, d AS denominator_high,
          false AS denominator_public, CASE WHEN indicator = 'EDU-01' THEN DATE '2024-06-30' END
            AS denominator_date, CASE WHEN d IS NULL THEN n ELSE 100 * n / d END AS value
        FROM grouped JOIN place USING (code)
        """);
    for (int shard = 0; shard < 2; shard++) {
      kernel.writeParquet(
          """
          SELECT c.*, c.value AS value_low, c.value AS value_high,
            CASE WHEN frequency = 'month' THEN greatest(c.value - 5, 0) END AS lower95,
            CASE WHEN frequency = 'month' THEN c.value + 5 END AS upper95,
            CASE WHEN frequency = 'month' THEN greatest(c.value - 8, 0) END AS lower998,
            CASE WHEN frequency = 'month' THEN c.value + 8 END AS upper998,
            'reported' AS state, NULL::VARCHAR AS reason, place.parent,
            (SELECT p.value FROM cells p WHERE p.place = place.parent AND p.indicator = c.indicator
              AND p.period_end = c.period_end AND p.group_by = c.group_by
              AND p.group_value = c.group_value) AS parent_value,
            'similar' AS comparison95, 'similar' AS comparison998,
            CASE WHEN group_by = '' AND frequency = 'month' THEN 17.0 END AS spc_mean,
            CASE WHEN group_by = '' AND frequency = 'month' THEN 7.0 END AS spc_lower,
            CASE WHEN group_by = '' AND frequency = 'month' THEN 27.0 END AS spc_upper,
            CASE WHEN group_by = '' AND frequency = 'month' THEN 'run_above_mean' END AS spc_point,
            NULL::VARCHAR AS spc_variation, NULL::VARCHAR AS spc_assurance,
            CASE WHEN c.place = 'W2' THEN 'care' ELSE 'good' END AS quality,
            CASE WHEN c.place = 'W2' THEN 50.0 ELSE 100.0 END AS completeness,
            NULL::DOUBLE AS timeliness, 99.25 AS acceptance, NULL::DOUBLE AS denominator_months,
            false AS series_break
          FROM cells c JOIN place ON place.code = c.place
          WHERE (c.place IN ('A1', 'W2')) = (%d = 0)
          ORDER BY ALL
          """
              .formatted(shard),
          folder.resolve(Workspace.shardFile("2025-04", "values", shard)),
          2048);
    }
  }

  private void writeSignals(Kernel kernel, Path folder) {
    kernel.writeParquet(
        """
        SELECT indicator, place, level, frequency, period_start AS date,
          'farrington-noufaily' AS detector, numerator_low AS observed, 2.5 AS expected,
          6.5 AS threshold, numerator_low / 6.5 AS score, 0.001 AS p_value,
          numerator_low > 6.5 AND place LIKE 'A%' AS signal, '' AS reason,
          CASE WHEN numerator_low > 6.5 AND place LIKE 'A%' THEN 'INF-01/' || place || '/2025-04-07'
            END AS episode, DATE '2025-04-07' AS episode_first, DATE '2025-04-21' AS episode_last,
          'ongoing' AS episode_status, 'high' AS direction, '1.0' AS detector_version,
          CASE WHEN place = 'A4' THEN 'backlog' ELSE '' END AS artefact,
          CASE WHEN place = 'A4' THEN '9 is no signal: cases of earlier weeks.' ELSE '' END
            AS sentence, 0.002 AS q_value, 0.003 AS tree_q_value, DATE '2024-01-01' AS baseline_first, DATE '2025-01-27' AS baseline_last,
          57 AS baseline_counts, false AS provisional,
          NULL::DOUBLE AS nowcast, NULL::DOUBLE AS nowcast_lower50, NULL::DOUBLE AS nowcast_upper50,
          NULL::DOUBLE AS nowcast_lower95, NULL::DOUBLE AS nowcast_upper95, DATE '2025-04-14' AS episode_peak, 9.5 AS episode_excess
        FROM cells WHERE indicator = 'INF-01' AND group_by = '' ORDER BY ALL
        """,
        folder.resolve(Workspace.shardFile("2025-04", "signals", 0)), 2048);
  }
}
