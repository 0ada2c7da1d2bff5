package org.commonplace.jobs.indicators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.stage.Resources;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.StageOutcome;
import org.commonplace.schemas.Dataset;
import org.commonplace.schemas.DatasetColumn;

/** A workspace with a few rows, written as intake would. */
public final class TinyLake {
  private final Path root;
  private final Workspace workspace;
  private int deliveries;

  public TinyLake(Path root) {
    this.root = root;
    this.workspace = new Workspace(root.resolve("workspace").toString());
    // Definitions that are shipped stay; what a test brings comes beside them.
    contract("places", "place", "snapshot", "[\"*\"]", "shared-outcomes");
    contract("residents", "population", "snapshot", "[\"*\"]", "shared-outcomes");
  }

  /** A contract whose source columns are the dataset's own. */
  public TinyLake contract(
      String id, String dataset, String key, String indicators, String purpose) {
    List<DatasetColumn> columns = Dataset.shipped().get(dataset).mappedColumns();
    StringBuilder source = new StringBuilder();
    StringBuilder mapping = new StringBuilder();
    for (DatasetColumn column : columns) {
      String type =
          switch (column.type()) {
            case STRING -> "string";
            case INT, LONG -> "integer";
            case DOUBLE -> "number";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
          };
      source.append(
          "      - {name: %s, physicalName: %s, logicalType: %s, required: %s%s}\n"
              .formatted(
                  column.name(),
                  column.name(),
                  type,
                  column.required(),
                  type.equals("date")
                      ? ", customProperties: [{property: formats, value: [yyyy-MM-dd]}]"
                      : ""));
      mapping.append(
          "      - {name: %s, logicalType: %s, transformLogic: '%s'}\n"
              .formatted(column.name(), type, "\"" + column.name() + "\""));
    }
    write(
        "contracts/" + id + "/1.0.0.yaml",
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: %s
        name: %s
        version: 1.0.0
        status: active
        domain: test
        description: {purpose: A test., limitations: None., usage: Tests.}
        slaProperties:
          - {property: frequency, value: 1, unit: m}
        customProperties:
          - {property: partner, value: "*"}
          - {property: delivery, value: {key: %s, period: latest-date}}
          - {property: format, value: {types: [csv]}}
          - {property: indicators, value: %s}
          - {property: purpose, value: [%s]}
        schema:
          - name: sent
            properties:
        %s    customProperties:
              - {property: role, value: source}
          - name: mapped
            properties:
        %s    customProperties:
              - {property: role, value: dataset}
              - {property: dataset, value: %s}
              - {property: from, value: sent}
        """
            .formatted(id, id, key, indicators, purpose, source, mapping, dataset));
    return this;
  }

  /** A city of two wards of two areas each; quintiles 1, 1, 5 and not known. */
  public TinyLake city() {
    return deliver(
        "council",
        "places",
        "place",
        "2024-01",
        "code, name, level, parent, deprivation_quintile",
        "('C', 'City', 'city', NULL, NULL), ('W1', 'West', 'ward', 'C', NULL), ('W2', 'East',"
            + " 'ward', 'C', NULL), ('A1', 'One', 'area', 'W1', 1), ('A2', 'Two', 'area', 'W1', 1),"
            + " ('A3', 'Three', 'area', 'W2', 5), ('A4', 'Four', 'area', 'W2', NULL)");
  }

  /** Residents of every area: per sex 100 aged 0 to 4, 200 aged 5 to 17, 700 aged 18 and over. */
  TinyLake residents() {
    StringBuilder rows = new StringBuilder();
    for (String area : List.of("A1", "A2", "A3", "A4")) {
      for (String sex : List.of("F", "M")) {
        for (String band : List.of("0, 4, NULL, 100", "5, 17, NULL, 200", "18, NULL, NULL, 700")) {
          rows.append(rows.length() == 0 ? "" : ", ")
              .append("('%s', DATE '2024-06-30', '%s', %s)".formatted(area, sex, band));
        }
      }
    }
    return deliver(
        "council",
        "residents",
        "population",
        "2024-06",
        "place, \"date\", sex, age_from, age_to, ethnicity, population",
        rows.toString());
  }

  /**
   * Accepts a delivery.
   *
   * @param columns the columns given, the others are null
   * @param values SQL rows
   */
  public TinyLake deliver(
      String partner,
      String contract,
      String dataset,
      String period,
      String columns,
      String values) {
    deliveries++;
    String sha = sha256(deliveries + partner + contract + period);
    Dataset shape = Dataset.shipped().get(dataset);
    boolean people = shape.column("person").isPresent();
    String place = shape.column("place").isPresent() ? "place" : "code";
    String declared =
        shape.columns().stream()
            .map(column -> Kernel.identifier(column.name()) + " " + column.type().sql())
            .collect(Collectors.joining(", "));
    String path =
        Workspace.lakeFile(dataset, partner, YearMonth.parse(period), sha.substring(0, 16));
    Path file = Path.of(workspace.uri(path));
    String date =
        shape.mappedColumns().stream()
            .filter(column -> column.required() && column.type().sql().equals("DATE"))
            .map(column -> Kernel.identifier(column.name()))
            .findFirst()
            .orElse("NULL::DATE");
    try (Kernel kernel =
        Kernel.open(KernelSettings.single().reading(List.of(root.toAbsolutePath().toString())))) {
      kernel.execute("CREATE TABLE t (" + declared + ")");
      kernel.execute("INSERT INTO t (" + columns + ") VALUES " + values);
      kernel.execute(
          "UPDATE t SET partner = ?, contract = ?, contract_version = '1.0.0', file = ?, \"row\" ="
              + " rowid + 1",
          partner,
          contract,
          sha.substring(0, 16));
      kernel.execute(
          "UPDATE t SET bucket = CAST('0x' || substr("
              + (people ? "coalesce(person, md5(" + place + "))" : "md5(" + place + ")")
              + ", 1, 1) AS INTEGER)");
      long rows =
          kernel.writeParquet(
              "SELECT * FROM t ORDER BY bucket, "
                  + (people ? "person, " : "")
                  + place
                  + ", \"row\"",
              file,
              2048);
      List<String> dates =
          kernel
              .rows(
                  "SELECT min(" + date + ")::VARCHAR, max(" + date + ")::VARCHAR FROM t",
                  row -> java.util.Arrays.asList(row.getString(1), row.getString(2)))
              .get(0);
      boolean snapshot = dataset.equals("place") || dataset.equals("population");
      new Ledger(workspace)
          .append(
              new LedgerEntry(
                  sha,
                  partner,
                  contract,
                  "1.0.0",
                  snapshot ? "snapshot" : period,
                  YearMonth.parse(period),
                  Instant.parse("2025-01-01T00:00:00Z").plusSeconds(deliveries),
                  LedgerEntry.Status.ACCEPTED,
                  null,
                  List.of(),
                  List.of(
                      new LedgerEntry.Output(
                          dataset, path, rows, sha256(sha), dates.get(0), dates.get(1))),
                  List.of(),
                  null));
    }
    return this;
  }

  /** A definition beside the shipped ones. */
  TinyLake indicator(String name, String text) {
    write("indicators/" + name + ".yaml", text);
    return this;
  }

  public StageContext context(String month, int workers) {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setTargetParallelism(workers);
    return new StageContext(
        workspace,
        Optional.empty(),
        YearMonth.parse(month),
        Optional.<LocalDate>empty(),
        Optional.of(root.resolve("contracts")),
        Files.isDirectory(root.resolve("indicators"))
            ? Optional.of(root.resolve("indicators"))
            : Optional.empty(),
        Optional.empty(),
        new Resources(workers, workers, 512L << 20),
        Set.of(),
        options,
        line -> {});
  }

  StageOutcome run(String month) {
    return new IndicatorsStage().run(context(month, 2));
  }

  /** Rows of the values as text, columns separated by spaces, in the order of the query. */
  List<String> values(String month, String select) {
    Path folder = Path.of(workspace.uri(Workspace.workFolder(month, "values")));
    try (Kernel kernel =
        Kernel.open(KernelSettings.single().reading(List.of(folder.toAbsolutePath().toString())))) {
      kernel.execute(
          "CREATE VIEW v AS SELECT * FROM read_parquet("
              + Kernel.literal(folder + "/shard-*.parquet")
              + ")");
      return kernel.rows(
          select,
          row -> {
            List<String> cells = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
              cells.add(row.getString(i));
            }
            return cells.stream()
                .map(cell -> cell == null ? "-" : cell.replaceAll("\\.0$", ""))
                .collect(Collectors.joining(" "));
          });
    }
  }

  /** SHA-256 of each shard file in order. */
  List<String> shardHashes(String month) {
    List<String> hashes = new ArrayList<>();
    for (int shard = 0; shard < Workspace.SHARDS; shard++) {
      try {
        hashes.add(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(
                            Files.readAllBytes(
                                Path.of(
                                    workspace.uri(Workspace.shardFile(month, "values", shard)))))));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
    return hashes;
  }

  /** A file that was written beside the workspace. */
  String read(String name) {
    try {
      return Files.readString(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) {
    Path file = root.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A person's token whose first digit, and so whose bucket, follows from the number. */
  public static String person(int number) {
    return sha256("person " + number).substring(0, 32);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
