package org.commonplace.jobs.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.commonplace.jobs.intake.reading.FindingCode;
import org.commonplace.jobs.intake.reading.ReadingHints;
import org.commonplace.jobs.intake.reading.Relation;
import org.commonplace.jobs.intake.reading.TabularFile;
import org.commonplace.jobs.intake.reading.Unreadable;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelException;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.Dataset;
import org.commonplace.schemas.DatasetColumn;
import org.commonplace.schemas.DatasetMapping;
import org.commonplace.schemas.Delivery;
import org.commonplace.schemas.Format;
import org.commonplace.schemas.SourceTable;

/**
 * Works through one delivery: reads, matches the contract's version, types, checks, replaces
 * identifiers, maps to datasets. Everything it makes lies in the scratch folder; nothing is stored.
 */
final class DeliveryIntake {
  private static final int ROW_GROUP = 122_880;

  /** Bytes of a delivery above which its rows are kept on disk. */
  private static final long LARGE = 64L << 20;

  private final Agreements agreements;
  private final KernelSettings settings;
  private final Arrival arrival;
  private final Path scratch;
  private final Findings findings;
  private final List<Report.FileFormat> formats = new ArrayList<>();
  private final List<Path> outputs = new ArrayList<>();
  private final SortedMap<String, Path> staged = new TreeMap<>();
  private final SortedMap<String, String> hashes = new TreeMap<>();
  private final Map<String, Long> sizes = new TreeMap<>();
  private Instant receivedAt;
  private String key = Receipt.UNKNOWN_KEY;
  private Optional<Receipt.Period> period = Optional.empty();
  private Optional<Contract> version = Optional.empty();
  private List<LoadedTable> tables = List.of();

  private DeliveryIntake(
      Agreements agreements, KernelSettings settings, Arrival arrival, Path scratch)
      throws IOException {
    this.agreements = agreements;
    this.settings = settings;
    this.arrival = arrival;
    this.scratch = scratch;
    this.findings = new Findings(scratch.resolve("findings.csv"));
  }

  /**
   * Works through a delivery.
   *
   * @param staged local copies of its files, by name
   * @param hashes SHA-256 of these, by name
   * @param scratch an existing, empty local folder
   */
  static Processed process(
      Agreements agreements,
      KernelSettings settings,
      Arrival arrival,
      Map<String, Path> staged,
      SortedMap<String, String> hashes,
      Path scratch) {
    try {
      DeliveryIntake intake = new DeliveryIntake(agreements, settings, arrival, scratch);
      intake.staged.putAll(staged);
      intake.hashes.putAll(hashes);
      return intake.process();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot work on " + arrival.path(), e);
    }
  }

  private Processed process() throws IOException {
    List<Contract> versions = agreements.versions(arrival.contract());
    receivedAt = Receipt.receivedAt(arrival, versions.stream().findFirst());
    for (Arrival.ArrivedFile file : arrival.files()) {
      sizes.put(file.name(), file.bytes());
    }
    List<LedgerEntry.Output> written = List.of();
    Optional<String> reason = Optional.empty();
    try {
      written = accept(versions);
    } catch (Refusal e) {
      findings.add(e.code(), "", "", e.getMessage());
      reason = Optional.of(e.getMessage());
      outputs.clear();
    }
    findings.close();
    List<FindingGroup> groups = findings.groups();
    LedgerEntry entry = entry(written, reason, groups);
    String name = version.or(() -> versions.stream().findFirst()).map(Contract::name).orElse("");
    return new Processed(
        entry,
        new Report(arrival.name(), name, entry, formats, groups),
        findings.csv(),
        List.copyOf(outputs));
  }

  private List<LedgerEntry.Output> accept(List<Contract> all) throws Refusal, IOException {
    List<Contract> versions = permitted(all);
    for (Contract each : versions) {
      Optional<Receipt.Period> named = Receipt.period(arrival, each, receivedAt);
      if (named.isPresent()) {
        key = Receipt.key(each, named.get().last());
        break;
      }
    }
    List<Fit> fits = fits(versions, open(versions));
    Refusal outOfScope = null;
    for (Fit fit : fits) {
      try {
        return load(fit);
      } catch (OutOfScope e) {
        outOfScope = e.refusal;
      }
    }
    throw outOfScope == null
        ? new Refusal(FindingCode.UNKNOWN_CONTRACT, "no version of the contract fits")
        : outOfScope;
  }

  private List<Contract> permitted(List<Contract> all) throws Refusal {
    if (all.isEmpty()) {
      throw new Refusal(
          FindingCode.UNKNOWN_CONTRACT,
          "there is no contract \""
              + arrival.contract()
              + "\"; there are: "
              + String.join(", ", agreements.ids()));
    }
    List<Contract> versions =
        all.stream().filter(contract -> contract.acceptsFrom(arrival.partner())).toList();
    if (versions.isEmpty()) {
      throw new Refusal(
          FindingCode.PARTNER_MISMATCH,
          "the contract "
              + arrival.contract()
              + " is with "
              + all.stream().map(Contract::partner).distinct().collect(Collectors.joining(", "))
              + ", not with "
              + arrival.partner());
    }
    return versions;
  }

  // ---- reading

  private List<ReadFile> open(List<Contract> versions) throws Refusal, IOException {
    ReadingHints hints = hints(versions.get(0).format());
    List<ReadFile> files = new ArrayList<>();
    Refusal first = null;
    for (Map.Entry<String, Path> file : staged.entrySet()) {
      String name = file.getKey();
      if (versions.stream().noneMatch(version -> wanted(name, version))) {
        findings.add(FindingCode.EXTRA_FILE, name, "", "no table of the contract has this file");
        continue;
      }
      Path own = Files.createDirectories(scratch.resolve("file-" + files.size()));
      try {
        TabularFile content = TabularFile.open(file.getValue(), name, hints, own);
        formats.add(new Report.FileFormat(name, content.format()));
        files.add(new ReadFile(name, sizes.get(name), hashes.get(name), content, own));
      } catch (Unreadable e) {
        findings.add(e.code(), name, "", e.getMessage());
        first = first == null ? new Refusal(e.code(), name + ": " + e.getMessage()) : first;
      }
    }
    if (first != null) {
      throw first;
    }
    return files;
  }

  private static boolean wanted(String name, Contract version) {
    return !version.severalTables()
        || version.sources().stream().anyMatch(table -> Fit.belongs(name, table));
  }

  private static ReadingHints hints(Format format) {
    return new ReadingHints(
        format.delimiter().isEmpty() ? Optional.empty() : Optional.of(format.delimiter().charAt(0)),
        Optional.of(format.encoding()).filter(encoding -> !encoding.isEmpty()),
        Optional.of(format.sheet()).filter(sheet -> !sheet.isEmpty()));
  }

  // ---- version

  private List<Fit> fits(List<Contract> versions, List<ReadFile> files) throws Refusal {
    List<Fit> tried = versions.stream().map(version -> Fit.of(version, files)).toList();
    List<Fit> fitting = tried.stream().filter(Fit::fits).toList();
    if (!fitting.isEmpty()) {
      return fitting;
    }
    // What is missing in the version that comes closest is what the sender can act on.
    Fit closest = tried.get(0);
    for (Fit fit : tried) {
      closest = fit.misfits().size() < closest.misfits().size() ? fit : closest;
    }
    for (Fit.Misfit misfit : closest.misfits()) {
      findings.add(misfit.code(), misfit.file(), misfit.column(), misfit.detail());
    }
    String reasons =
        tried.stream()
            .map(fit -> "version " + fit.contract().version() + " lacks " + lacks(fit))
            .collect(Collectors.joining("; "));
    throw new Refusal(
        closest.misfits().get(0).code(), "no version of the contract fits: " + reasons);
  }

  private static String lacks(Fit fit) {
    List<String> parts = new ArrayList<>();
    for (Fit.Misfit misfit : fit.misfits()) {
      parts.add(
          misfit.column().isEmpty()
              ? misfit.detail()
              : "column \"" + misfit.column() + "\" (" + misfit.code().label() + ")");
    }
    return String.join(", ", new TreeSet<>(parts));
  }

  /** The version fits, but is not for the period; another may be. */
  private static final class OutOfScope extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Refusal refusal;

    private OutOfScope(Refusal refusal) {
      super(refusal);
      this.refusal = refusal;
    }
  }

  private void settle(Contract contract, Receipt.Period covered) throws OutOfScope {
    LocalDate day = covered.last();
    if (!contract.appliesTo().covers(YearMonth.from(day))) {
      throw new OutOfScope(
          new Refusal(
              FindingCode.OUT_OF_SCOPE,
              "version "
                  + contract.version()
                  + " of the contract is for "
                  + contract.appliesTo().from()
                  + " to "
                  + contract.appliesTo().to()
                  + ", the delivery is of "
                  + YearMonth.from(day)));
    }
    period = Optional.of(covered);
    key = Receipt.key(contract, day);
  }

  // ---- rows

  private List<LedgerEntry.Output> load(Fit fit) throws Refusal, OutOfScope, IOException {
    Contract contract = fit.contract();
    version = Optional.of(contract);
    Optional<Receipt.Period> known = Receipt.period(arrival, contract, receivedAt);
    if (known.isPresent()) {
      settle(contract, known.get());
    } else if (contract.delivery().period() instanceof Delivery.Period.FromFileName named) {
      throw new Refusal(
          FindingCode.PERIOD_MISMATCH,
          "the name of the delivery does not tell its period; expected a name like "
              + named.pattern().pattern());
    }
    SortedSet<String> folders = new TreeSet<>(List.of(scratch.toAbsolutePath().toString()));
    staged.values().forEach(file -> folders.add(file.toAbsolutePath().getParent().toString()));
    try (Kernel kernel = Kernel.open(settings.reading(List.copyOf(folders)))) {
      keepOnDisk(kernel);
      loadTables(kernel, fit);
      Map<String, LoadedTable> byName = new LinkedHashMap<>();
      tables.forEach(table -> byName.put(table.table().name(), table));
      List<MappedDataset> datasets = datasets(contract);
      Context context = context(kernel, contract);
      reportHeaders(fit);
      for (LoadedTable table : tables) {
        table.check(context, findings);
      }
      if (tables.stream().allMatch(table -> table.rows().received() == table.rows().ignored())) {
        throw new Refusal(FindingCode.ROW_COUNT, "there is a header and no row of data");
      }
      checkMappings(kernel, contract, byName, context);
      if (period.isEmpty()) {
        throw new Refusal(
            FindingCode.PERIOD_MISMATCH, "no date could be read that tells the delivery's period");
      }
      refuseTooManyRejected(contract);
      return write(kernel, contract, datasets);
    }
  }

  /**
   * Tables of a large delivery lie on disk, where they are compressed, and leave memory to sorts.
   */
  private void keepOnDisk(Kernel kernel) {
    if (arrival.bytes() > LARGE) {
      Path file = kernel.scratch().resolve("rows.duckdb");
      kernel.execute("ATTACH " + Kernel.literal(file.toString()) + " AS rows_on_disk");
      kernel.execute("USE rows_on_disk");
    }
  }

  private void loadTables(Kernel kernel, Fit fit) throws Refusal, IOException {
    List<LoadedTable> loaded = new ArrayList<>();
    Contract contract = fit.contract();
    String zone = contract.format().timeZone();
    Tokens tokens = new Tokens(agreements.key(), arrival.partner(), settings.threads());
    Context context = context();
    for (SourceTable table : contract.sources()) {
      ReadFile file = fit.files().get(table);
      if (file == null) {
        loaded.add(LoadedTable.absent(kernel, table, zone, context));
        continue;
      }
      try {
        LoadedTable rows = loadRows(kernel, table, fit.headers().get(table), file, zone);
        rows.tokenise(tokens, findings);
        loaded.add(rows);
      } catch (Unreadable e) {
        findings.add(e.code(), file.name(), "", e.getMessage());
        throw new Refusal(e.code(), file.name() + ": " + e.getMessage());
      }
    }
    tables = List.copyOf(loaded);
  }

  private LoadedTable loadRows(
      Kernel kernel, SourceTable table, HeaderMatch header, ReadFile file, String zone)
      throws Unreadable, IOException {
    TabularFile content = file.content();
    TypedColumn.Source source =
        content.typed() ? TypedColumn.Source.TYPED : TypedColumn.Source.TEXT;
    Relation relation = content.rows(header.header(), file.scratch());
    try {
      LoadedTable loaded =
          LoadedTable.load(kernel, table, header, file.name(), source, zone, relation);
      reportRepairs(file, relation);
      return loaded;
    } catch (KernelException | Unreadable e) {
      // The strict reader stops at the first odd row; the repair layer takes them one by one.
      Optional<Relation> repaired = content.repairedRows(header.header(), file.scratch());
      if (repaired.isEmpty()) {
        throw e instanceof KernelException failure ? damaged(failure) : (Unreadable) e;
      }
      LoadedTable loaded =
          LoadedTable.load(kernel, table, header, file.name(), source, zone, repaired.get());
      reportRepairs(file, repaired.get());
      return loaded;
    }
  }

  /** Whether the engine failed for the file's sake, or for want of memory or disk. */
  private static Unreadable damaged(KernelException failure) {
    String text = failure.engineText();
    if (text != null && (text.contains("Out of Memory") || text.contains("No space left"))) {
      throw failure;
    }
    return new Unreadable(FindingCode.FORMAT_ERROR, "the content is damaged or cut off");
  }

  private void reportRepairs(ReadFile file, Relation relation) {
    relation.repairs().forEach(what -> findings.add(FindingCode.REPAIRED, file.name(), "", what));
  }

  private void reportHeaders(Fit fit) {
    fit.headers()
        .forEach(
            (table, header) -> {
              String file = fit.files().get(table).name();
              header
                  .extra()
                  .forEach(
                      label ->
                          findings.add(
                              FindingCode.EXTRA_LABEL, file, label, "not in the contract"));
              if (header.blank() > 0) {
                findings.add(
                    FindingCode.BLANK_LABEL, file, "", header.blank() + " columns without label");
              }
            });
  }

  private Context context() {
    return new Context(
        receivedAt.atOffset(ZoneOffset.UTC).toLocalDate(),
        period.map(Receipt.Period::first),
        arrival.name());
  }

  /** The context of expressions, once the period is known from the rows. */
  private Context context(Kernel kernel, Contract contract) throws OutOfScope {
    Context without = context();
    for (LoadedTable table : tables) {
      table.expose(without);
    }
    if (period.isPresent()) {
      return without;
    }
    Optional<LocalDate> latest = latestDate(kernel, contract);
    if (latest.isPresent()) {
      settle(contract, Receipt.Period.of(latest.get()));
    }
    return context();
  }

  private Optional<LocalDate> latestDate(Kernel kernel, Contract contract) {
    List<String> queries = new ArrayList<>();
    if (contract.delivery().period() instanceof Delivery.Period.FromColumn column) {
      queries.add(
          "SELECT max(CAST("
              + Kernel.identifier(column.column())
              + " AS DATE)) AS d FROM "
              + Kernel.identifier(contract.sources().get(0).name()));
    } else {
      for (DatasetMapping each : contract.mappings()) {
        Dataset dataset = agreements.dataset(each.dataset());
        MappedDataset.eventDate(dataset)
            .ifPresent(
                date -> {
                  Mapping mapping = new Mapping(each, dataset);
                  queries.add(mapping.select("max(" + mapping.expression(date) + ") AS d"));
                });
      }
    }
    if (queries.isEmpty()) {
      return Optional.empty();
    }
    return kernel
        .rows(
            "SELECT CAST(max(d) AS VARCHAR) FROM (" + String.join(" UNION ALL ", queries) + ")",
            row -> Optional.ofNullable(row.getString(1)))
        .get(0)
        .map(LocalDate::parse);
  }

  // ---- datasets

  private List<MappedDataset> datasets(Contract contract) {
    Map<String, List<Mapping>> byDataset = new TreeMap<>();
    for (DatasetMapping mapping : contract.mappings()) {
      byDataset
          .computeIfAbsent(mapping.dataset(), name -> new ArrayList<>())
          .add(new Mapping(mapping, agreements.dataset(mapping.dataset())));
    }
    List<MappedDataset> datasets = new ArrayList<>();
    byDataset.forEach(
        (name, mappings) ->
            datasets.add(new MappedDataset(agreements.dataset(name), mappings, contract)));
    return datasets;
  }

  private void checkMappings(
      Kernel kernel, Contract contract, Map<String, LoadedTable> byName, Context context)
      throws Refusal {
    for (DatasetMapping each : contract.mappings()) {
      Mapping mapping = new Mapping(each, agreements.dataset(each.dataset()));
      byName.get(mapping.table()).checkMapping(mapping, context, findings);
    }
    for (DatasetMapping each : contract.mappings()) {
      Mapping mapping = new Mapping(each, agreements.dataset(each.dataset()));
      if (mapping.looksUp()) {
        refuseSeveralMatches(kernel, mapping);
      }
    }
    for (LoadedTable table : tables) {
      List<Mapping> mappings =
          contract.mappings().stream()
              .filter(mapping -> mapping.from().equals(table.table().name()))
              .map(mapping -> new Mapping(mapping, agreements.dataset(mapping.dataset())))
              .toList();
      if (!mappings.isEmpty() && mappings.stream().noneMatch(Mapping::takesEveryRow)) {
        String source = Kernel.identifier(table.table().name());
        long taken =
            kernel.number(
                "SELECT count(DISTINCT _row) FROM ("
                    + mappings.stream()
                        .map(mapping -> mapping.select(source + "._row AS _row"))
                        .collect(Collectors.joining(" UNION ALL "))
                    + ")");
        table.ignoreMore(table.rows().accepted() - taken);
      }
    }
  }

  private void refuseSeveralMatches(Kernel kernel, Mapping mapping) throws Refusal {
    String source = Kernel.identifier(mapping.table());
    long repeated =
        kernel.number(
            "SELECT count(*) FROM ("
                + mapping.select(source + "._row AS _row, " + source + "._part AS _part")
                + " GROUP BY ALL HAVING count(*) > 1)");
    if (repeated > 0) {
      throw new Refusal(
          FindingCode.AMBIGUOUS_REFERENCE,
          repeated
              + " rows of "
              + mapping.table()
              + " match several rows of a table that they refer to");
    }
  }

  private void refuseTooManyRejected(Contract contract) throws Refusal {
    for (LoadedTable table : tables) {
      TableRows rows = table.rows();
      long counted = rows.received() - rows.ignored();
      if (rows.rejected() * 100.0 > contract.rejectLimitPercent() * counted) {
        throw new Refusal(
            FindingCode.REJECT_LIMIT,
            String.format(
                Locale.ROOT,
                "%d of %d rows of %s were rejected, the contract allows %s percent",
                rows.rejected(),
                counted,
                table.file(),
                plain(contract.rejectLimitPercent())));
      }
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private List<LedgerEntry.Output> write(
      Kernel kernel, Contract contract, List<MappedDataset> datasets) throws IOException {
    String hash = deliveryHash();
    String sha16 = hash.substring(0, 16);
    List<String> provenance =
        List.of(
            Kernel.literal(arrival.partner()),
            Kernel.literal(contract.id()),
            Kernel.literal(contract.version().toString()),
            Kernel.literal(sha16));
    List<LedgerEntry.Output> written = new ArrayList<>();
    for (MappedDataset dataset : datasets) {
      String name = dataset.dataset().name();
      Path target = scratch.resolve(name + ".parquet");
      long rows = writeParquet(kernel, contract, dataset, provenance, target);
      if (rows == 0) {
        Files.delete(target);
        continue;
      }
      List<String> range = dateRange(kernel, dataset, target);
      written.add(
          new LedgerEntry.Output(
              name,
              Workspace.lakeFile(
                  name, arrival.partner(), YearMonth.from(period.orElseThrow().last()), sha16),
              rows,
              Hashes.of(target),
              range.get(0),
              range.get(1)));
      outputs.add(target);
    }
    return written;
  }

  private static long writeParquet(
      Kernel kernel,
      Contract contract,
      MappedDataset dataset,
      List<String> provenance,
      Path target) {
    try {
      return kernel.writeParquet(dataset.select(provenance), target, ROW_GROUP);
    } catch (KernelException e) {
      if (e.engineText() != null && e.engineText().contains("Conversion Error")) {
        // Cells were typed before; what fails now is the contract's own expression.
        throw new StageFailure(
            StageFailure.Kind.BAD_DEFINITION,
            contract.file()
                + ": an expression that fills "
                + dataset.dataset().name()
                + " gives values that are not of the column's type for some rows",
            e);
      }
      throw e;
    }
  }

  private static List<String> dateRange(Kernel kernel, MappedDataset dataset, Path file) {
    Optional<DatasetColumn> date = MappedDataset.eventDate(dataset.dataset());
    if (date.isEmpty()) {
      return Arrays.asList(null, null);
    }
    String column = Kernel.identifier(date.get().name());
    return kernel
        .rows(
            "SELECT CAST(min("
                + column
                + ") AS VARCHAR), CAST(max("
                + column
                + ") AS VARCHAR) FROM read_parquet("
                + Kernel.literal(file.toString())
                + ")",
            row -> Arrays.asList(row.getString(1), row.getString(2)))
        .get(0);
  }

  // ---- outcome

  private String deliveryHash() {
    return Hashes.ofDelivery(hashes, arrival);
  }

  private LedgerEntry entry(
      List<LedgerEntry.Output> written, Optional<String> reason, List<FindingGroup> groups) {
    return new LedgerEntry(
        deliveryHash(),
        arrival.partner(),
        arrival.contract(),
        version.map(contract -> contract.version().toString()).orElse(null),
        key,
        period.map(covered -> YearMonth.from(covered.last())).orElse(null),
        receivedAt,
        reason.isPresent() ? LedgerEntry.Status.REFUSED : LedgerEntry.Status.ACCEPTED,
        reason.orElse(null),
        fileRows(),
        written,
        groups.stream()
            .map(
                group ->
                    new LedgerEntry.FindingCount(
                        group.kind().code(),
                        group.kind().severity().name().toLowerCase(Locale.ROOT),
                        group.column(),
                        group.count()))
            .toList(),
        usesTokens() ? agreements.key().orElseThrow().id() : null);
  }

  private boolean usesTokens() {
    return tables.stream().anyMatch(table -> !table.identifiers().isEmpty());
  }

  private List<LedgerEntry.FileRows> fileRows() {
    List<LedgerEntry.FileRows> files = new ArrayList<>();
    boolean several = version.map(Contract::severalTables).orElse(false);
    for (Map.Entry<String, String> file : hashes.entrySet()) {
      Optional<LoadedTable> table =
          tables.stream().filter(each -> each.file().equals(file.getKey())).findFirst();
      TableRows rows = table.map(LoadedTable::rows).orElse(new TableRows(0, 0, 0, 0));
      files.add(
          new LedgerEntry.FileRows(
              file.getKey(),
              sizes.get(file.getKey()),
              file.getValue(),
              several ? table.map(each -> each.table().name()).orElse(null) : null,
              rows.received(),
              rows.accepted(),
              rows.rejected(),
              rows.duplicate(),
              rows.ignored()));
    }
    return files;
  }
}
