package org.commonplace.schemas;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads contracts from Open Data Contract Standard documents and checks them as a whole. */
public final class ContractLoader {
  private static final String API_VERSION = "v3.1.0";
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private static final Pattern FEED =
      Pattern.compile("https?://[^\\s{}]+(\\{(yyyy|MM|dd)\\}[^\\s{}]*)*");

  /** Fields of the standard that are checked by its own JSON Schema and not read here. */
  private static final List<String> STANDARD_TOP =
      List.of(
          "tenant",
          "tags",
          "servers",
          "dataProduct",
          "support",
          "price",
          "team",
          "roles",
          "slaDefaultElement",
          "authoritativeDefinitions",
          "contractCreatedTs");

  private final SortedMap<String, Dataset> datasets;
  private final CodeLists codeLists;
  private final Problems problems;

  private ContractLoader(
      SortedMap<String, Dataset> datasets, CodeLists codeLists, Problems problems) {
    this.datasets = datasets;
    this.codeLists = codeLists;
    this.problems = problems;
  }

  /**
   * Reads contracts; every mistake in all of them goes to {@code problems}. A contract with a
   * mistake is left out of the result.
   */
  public static List<Contract> load(
      List<DefinitionFile> files,
      SortedMap<String, Dataset> datasets,
      CodeLists codeLists,
      Problems problems) {
    ContractLoader loader = new ContractLoader(datasets, codeLists, problems);
    List<Contract> contracts = new ArrayList<>();
    Map<String, String> seen = new HashMap<>();
    for (DefinitionFile file : files) {
      Optional<YamlNode> document = YamlNode.parse(file, problems);
      if (document.isEmpty()) {
        continue;
      }
      int before = problems.size();
      Contract contract = loader.contract(document.get());
      String earlier = seen.putIfAbsent(contract.id() + " " + contract.version(), file.path());
      if (earlier != null) {
        problems.add(
            document.get().field("version").orElse(document.get()),
            "version " + contract.version() + " of " + contract.id() + " is also in " + earlier,
            "one file per id and version");
      }
      if (problems.size() == before) {
        contracts.add(contract);
      }
    }
    return contracts;
  }

  private Contract contract(YamlNode document) {
    YamlFields top = YamlFields.of(document, problems);
    requireText(top, "apiVersion", API_VERSION);
    requireText(top, "kind", "DataContract");
    String id = top.text("id");
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      problems.add(
          top.any("id").orElseThrow(),
          "is not an id",
          "lower-case letters and digits, with single hyphens between");
    }
    SemanticVersion version = version(top);
    String name = top.text("name");
    Contract.Status status = top.oneOf("status", Contract.Status.class);
    String domain = top.text("domain");
    Contract.Description description = description(top);
    Sla sla = sla(top);

    YamlFields extras = YamlFields.ofCustomProperties(document, problems);
    top.any("customProperties");
    String partner = extras.text("partner");
    if (!partner.isEmpty()
        && !partner.equals(Contract.ANY_PARTNER)
        && !ID.matcher(partner).matches()) {
      problems.add(
          extras.any("partner").orElseThrow(),
          "is not a partner",
          "the partner's folder name in the inbox, or * for any partner");
    }
    Format format = format(extras);
    PeriodRange appliesTo = appliesTo(extras);
    double rejectLimit = extras.number("rejectLimit", 10);
    if (rejectLimit < 0 || rejectLimit > 100) {
      problems.add(
          extras.any("rejectLimit").orElseThrow(), "is out of range", "percent of rows, 0 to 100");
    }
    List<String> indicators = extras.texts("indicators");
    List<String> purposes = extras.texts("purpose");
    if (indicators.isEmpty()) {
      problems.add(
          extras.node(),
          "the custom property indicators is missing or empty",
          "ids of the indicators that may use the contract, or [\"*\"]");
    }
    if (purposes.isEmpty()) {
      problems.add(
          extras.node(),
          "the custom property purpose is missing or empty",
          "codes of the purposes the data may be used for");
    }
    String licence = extras.text("licence", "");
    String attribution = extras.text("attribution", "");
    String feed = extras.text("feed", "");
    if (!feed.isEmpty() && !FEED.matcher(feed).matches()) {
      problems.add(
          extras.any("feed").orElseThrow(),
          "is not the address of a feed",
          "https://..., with {yyyy}, {MM}, {dd} for the parts of a date");
    }

    List<YamlNode> sourceNodes = new ArrayList<>();
    List<YamlNode> mappingNodes = new ArrayList<>();
    splitByRole(top, document, sourceNodes, mappingNodes);
    SourceTableLoader tables = new SourceTableLoader(codeLists, problems);
    List<SourceTable> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlNode node : sourceNodes) {
      SourceTable table = tables.table(node, sourceNodes.size() > 1);
      if (!names.add(table.name())) {
        problems.add(node, "there is already a schema object named " + table.name());
      }
      sources.add(table);
    }
    DatasetMappingLoader mapper = new DatasetMappingLoader(datasets, sources, problems);
    List<DatasetMapping> mappings = new ArrayList<>();
    for (YamlNode node : mappingNodes) {
      for (DatasetMapping mapping : mapper.mappings(node)) {
        if (!names.add(mapping.name())) {
          problems.add(node, "there is already a schema object named " + mapping.name());
        }
        mappings.add(mapping);
      }
    }
    Delivery delivery = delivery(extras, sources);
    extras.rejectUnknown();
    top.rejectUnknownBut(STANDARD_TOP);

    return new Contract(
        id,
        version,
        name,
        status,
        domain,
        description,
        partner,
        delivery,
        format,
        appliesTo,
        rejectLimit,
        sla.rhythm(),
        sla.latencyDays(),
        indicators,
        purposes,
        licence,
        attribution,
        feed,
        sources,
        mappings,
        document.file());
  }

  private void requireText(YamlFields fields, String name, String expected) {
    String text = fields.text(name);
    if (!text.isEmpty() && !text.equals(expected)) {
      problems.add(fields.any(name).orElseThrow(), "is '" + text + "'", expected);
    }
  }

  private SemanticVersion version(YamlFields top) {
    String text = top.text("version");
    Optional<SemanticVersion> version = SemanticVersion.parse(text);
    if (version.isEmpty() && !text.isEmpty()) {
      problems.add(
          top.any("version").orElseThrow(),
          "'" + text + "' is not a version",
          "three numbers as in 1.0.0");
    }
    return version.orElse(new SemanticVersion(0, 0, 0));
  }

  private Contract.Description description(YamlFields top) {
    Optional<YamlFields> fields = top.mapping("description");
    if (fields.isEmpty()) {
      problems.add(top.node(), "the field description is missing", "{purpose, limitations, usage}");
      return new Contract.Description("", "", "");
    }
    Contract.Description description =
        new Contract.Description(
            fields.get().text("purpose"),
            fields.get().text("limitations", ""),
            fields.get().text("usage", ""));
    fields.get().rejectUnknownBut(List.of("authoritativeDefinitions", "customProperties"));
    return description;
  }

  private record Sla(DeliveryRhythm rhythm, int latencyDays) {}

  private Sla sla(YamlFields top) {
    DeliveryRhythm rhythm = DeliveryRhythm.IRREGULAR;
    int latency = -1;
    for (YamlNode item : top.items("slaProperties")) {
      YamlFields fields = YamlFields.of(item, problems);
      String property = fields.text("property");
      String unit = fields.text("unit", "");
      if (property.equals("frequency")) {
        int value = fields.integer("value", 1, 1, 366);
        Optional<DeliveryRhythm> known = rhythm(value, unit);
        if (known.isEmpty()) {
          problems.add(
              item,
              "is not a frequency: " + value + " " + unit,
              "1 d, 1 w, 7 d, 1 m, 3 m, 1 y (value and unit)");
        }
        rhythm = known.orElse(rhythm);
      } else if (property.equals("latency")) {
        latency = fields.integer("value", -1, 0, 3660);
        if (!unit.equals("d")) {
          problems.add(item, "has the unit '" + unit + "'", "d (days after the end of the period)");
        }
      } else {
        fields.any("value");
      }
      fields.rejectUnknownBut(
          List.of("id", "valueExt", "element", "driver", "description", "scheduler", "schedule"));
    }
    return new Sla(rhythm, latency);
  }

  private static Optional<DeliveryRhythm> rhythm(int value, String unit) {
    return switch (value + " " + unit) {
      case "1 d" -> Optional.of(DeliveryRhythm.DAILY);
      case "1 w", "7 d" -> Optional.of(DeliveryRhythm.WEEKLY);
      case "1 m" -> Optional.of(DeliveryRhythm.MONTHLY);
      case "3 m" -> Optional.of(DeliveryRhythm.QUARTERLY);
      case "1 y", "12 m" -> Optional.of(DeliveryRhythm.YEARLY);
      default -> Optional.empty();
    };
  }

  private Format format(YamlFields extras) {
    Optional<YamlFields> given = extras.mapping("format");
    if (given.isEmpty()) {
      return new Format(Set.of(Format.FileType.CSV), "", "", "", 0, "UTC");
    }
    YamlFields fields = given.get();
    Set<Format.FileType> types = new TreeSet<>();
    for (String type : fields.texts("types")) {
      try {
        types.add(Format.FileType.valueOf(type.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        problems.add(
            fields.any("types").orElseThrow(),
            "there is no file type '" + type + "'",
            "csv, xlsx, jsonl, parquet, geojson");
      }
    }
    if (types.isEmpty()) {
      types.add(Format.FileType.CSV);
    }
    String delimiter = fields.text("delimiter", "");
    if (delimiter.length() > 1) {
      problems.add(
          fields.any("delimiter").orElseThrow(), "is more than one character", "one character");
    }
    String encoding = fields.text("encoding", "");
    if (!encoding.isEmpty() && !charsetExists(encoding)) {
      problems.add(
          fields.any("encoding").orElseThrow(),
          "is not a charset",
          "a charset name such as UTF-8 or windows-1252");
    }
    String sheet = fields.text("sheet", "");
    int headerRow = fields.integer("headerRow", 0, 1, 1000);
    String zone = fields.text("timeZone", "UTC");
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      problems.add(
          fields.any("timeZone").orElseThrow(),
          "is not a time zone",
          "an IANA zone such as Europe/Rome");
    }
    fields.rejectUnknown();
    return new Format(types, delimiter, encoding, sheet, headerRow, zone);
  }

  private static boolean charsetExists(String name) {
    try {
      return java.nio.charset.Charset.isSupported(name);
    } catch (java.nio.charset.IllegalCharsetNameException e) {
      return false;
    }
  }

  private PeriodRange appliesTo(YamlFields extras) {
    Optional<YamlFields> given = extras.mapping("appliesTo");
    if (given.isEmpty()) {
      return PeriodRange.ALWAYS;
    }
    YearMonth from = month(given.get(), "from", PeriodRange.ALWAYS.from());
    YearMonth to = month(given.get(), "to", PeriodRange.ALWAYS.to());
    if (to.isBefore(from)) {
      problems.add(given.get().node(), "ends before it begins", "from <= to");
    }
    given.get().rejectUnknown();
    return new PeriodRange(from, to);
  }

  private YearMonth month(YamlFields fields, String name, YearMonth otherwise) {
    Optional<YamlNode> field = fields.any(name);
    if (field.isEmpty()) {
      return otherwise;
    }
    try {
      return YearMonth.parse(field.get().text());
    } catch (DateTimeParseException e) {
      problems.add(field.get(), "is not a month", "yyyy-mm");
      return otherwise;
    }
  }

  private Delivery delivery(YamlFields extras, List<SourceTable> sources) {
    Optional<YamlFields> given = extras.mapping("delivery");
    if (given.isEmpty()) {
      problems.add(
          extras.node(),
          "the custom property delivery is missing",
          "{key: month|day|year|snapshot, period: ..., received: ...}");
      return new Delivery(
          Delivery.Key.SNAPSHOT,
          1,
          new Delivery.Period.OfReceipt(),
          new Delivery.Received.LastModified());
    }
    YamlFields fields = given.get();
    Delivery.Key key = fields.oneOf("key", Delivery.Key.class);
    int yearStarts = fields.integer("yearStarts", 1, 1, 12);
    if (fields.has("yearStarts") && key != Delivery.Key.YEAR) {
      problems.add(
          fields.any("yearStarts").orElseThrow(), "stands beside another key", "key: year");
    }
    Delivery.Period period = period(fields, sources);
    Delivery.Received received = new Delivery.Received.LastModified();
    Optional<YamlFields> receivedFields = fields.mapping("received");
    if (receivedFields.isPresent()) {
      Pattern pattern = datePattern(receivedFields.get(), List.of("year", "month", "day"));
      received = new Delivery.Received.FromFileName(pattern);
      receivedFields.get().rejectUnknown();
    }
    fields.rejectUnknown();
    return new Delivery(key, yearStarts, period, received);
  }

  private Delivery.Period period(YamlFields delivery, List<SourceTable> sources) {
    String allowed =
        "latest-date, received, {fileName: REGEX with the groups year, month, day}, {column: NAME}";
    Optional<YamlNode> node = delivery.any("period");
    if (node.isEmpty()) {
      problems.add(delivery.node(), "the field period is missing", allowed);
      return new Delivery.Period.OfReceipt();
    }
    if (node.get().kind() != YamlNode.Kind.MAPPING) {
      return switch (node.get().text()) {
        case "latest-date" -> new Delivery.Period.LatestDate();
        case "received" -> new Delivery.Period.OfReceipt();
        default -> {
          problems.add(node.get(), "is not a period rule", allowed);
          yield new Delivery.Period.OfReceipt();
        }
      };
    }
    YamlFields fields = YamlFields.of(node.get(), problems);
    Delivery.Period period;
    if (fields.has("fileName")) {
      period = new Delivery.Period.FromFileName(datePattern(fields, List.of("year")));
    } else if (fields.has("column")) {
      String column = fields.text("column");
      boolean dated =
          !sources.isEmpty()
              && sources
                  .get(0)
                  .column(column)
                  .filter(
                      each ->
                          each.type() == SourceColumn.Type.DATE
                              || each.type() == SourceColumn.Type.TIMESTAMP)
                  .isPresent();
      if (!dated) {
        problems.add(
            fields.any("column").orElseThrow(),
            "'" + column + "' is not a date column of the first source table",
            sources.isEmpty() ? "" : "a column of type date or timestamp");
      }
      period = new Delivery.Period.FromColumn(column);
    } else {
      problems.add(node.get(), "says neither fileName nor column", allowed);
      period = new Delivery.Period.OfReceipt();
    }
    fields.rejectUnknown();
    return period;
  }

  private Pattern datePattern(YamlFields fields, List<String> groups) {
    Pattern pattern = fields.pattern("fileName").orElse(Pattern.compile("(?!)"));
    if (!fields.has("fileName")) {
      problems.add(fields.node(), "the field fileName is missing", "a regular expression");
      return pattern;
    }
    for (String group : groups) {
      if (!pattern.pattern().equals("(?!)") && !pattern.pattern().contains("(?<" + group + ">")) {
        problems.add(
            fields.any("fileName").orElseThrow(),
            "has no group named " + group,
            "named groups such as (?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})");
      }
    }
    return pattern;
  }

  private void splitByRole(
      YamlFields top, YamlNode document, List<YamlNode> sources, List<YamlNode> mappings) {
    for (YamlNode node : top.items("schema")) {
      YamlFields custom = YamlFields.ofCustomProperties(node, new Problems());
      String role = custom.text("role", "");
      switch (role) {
        case "source" -> sources.add(node);
        case "dataset" -> mappings.add(node);
        default ->
            problems.add(
                node,
                role.isEmpty()
                    ? "has no custom property role"
                    : "has an unknown role '" + role + "'",
                "source, dataset");
      }
    }
    if (sources.isEmpty()) {
      problems.add(document, "describes no source table", "a schema object with role source");
    }
    if (mappings.isEmpty()) {
      problems.add(document, "fills no dataset", "a schema object with role dataset");
    }
  }

  /** Whether a date pattern is one the readers understand. */
  static boolean isDatePattern(String pattern) {
    if (pattern.equals(SourceColumn.EXCEL_SERIAL)) {
      return true;
    }
    try {
      return DateTimeFormatter.ofPattern(pattern, Locale.ROOT) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Labels are compared without regard to case, spaces, underscores and a byte order mark. */
  static String comparableLabel(String label) {
    return label.toLowerCase(Locale.ROOT).replaceAll("[\\s_\\uFEFF]", "");
  }

  /** The pairs of a mapping as text, null for a null value. */
  static Map<String, String> textPairs(YamlNode node, Problems problems) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (node.kind() != YamlNode.Kind.MAPPING) {
      problems.add(node, "is not a mapping", "sent: canonical pairs");
    }
    node.fields()
        .forEach(
            (sent, canonical) -> {
              if (canonical.kind() == YamlNode.Kind.SCALAR) {
                pairs.put(sent, canonical.text());
              } else if (canonical.kind() == YamlNode.Kind.NULL) {
                pairs.put(sent, null);
              } else {
                problems.add(canonical, "is not a single value", "text or null");
              }
            });
    return pairs;
  }
}
