package org.commonplace.schemas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the schema objects of role source. */
final class SourceTableLoader {
  private static final Pattern SQL_NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final String SQL_NAME_RULE =
      "lower-case letters, digits and underscores, a letter first";
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern RULE_CODE = Pattern.compile("[A-Z][A-Z0-9_]*");
  private static final Pattern EVERYTHING = Pattern.compile(".*", Pattern.DOTALL);

  private static final List<String> STANDARD_OBJECT =
      List.of(
          "id",
          "physicalName",
          "physicalType",
          "logicalType",
          "businessName",
          "tags",
          "quality",
          "relationships",
          "authoritativeDefinitions",
          "dataGranularityDescription");
  private static final List<String> STANDARD_PROPERTY =
      List.of(
          "id",
          "physicalType",
          "businessName",
          "primaryKey",
          "primaryKeyPosition",
          "logicalTypeOptions",
          "unique",
          "classification",
          "encryptedName",
          "criticalDataElement",
          "examples",
          "tags",
          "quality",
          "relationships",
          "authoritativeDefinitions");

  private final CodeLists codeLists;
  private final Problems problems;

  SourceTableLoader(CodeLists codeLists, Problems problems) {
    this.codeLists = codeLists;
    this.problems = problems;
  }

  /** Fields of a schema object that the standard's own JSON Schema checks. */
  static List<String> standardObjectFields() {
    return STANDARD_OBJECT;
  }

  SourceTable table(YamlNode node, boolean oneOfSeveral) {
    YamlFields fields = YamlFields.of(node, problems);
    String name = sqlName(fields);
    String description = fields.text("description", "");
    List<SourceColumn> columns = new ArrayList<>();
    for (YamlNode column : fields.items("properties")) {
      columns.add(column(column));
    }
    if (columns.isEmpty()) {
      problems.add(node, "has no columns", "properties: a list of columns");
    }
    fields.any("customProperties");
    fields.rejectUnknownBut(STANDARD_OBJECT);

    YamlFields custom = YamlFields.ofCustomProperties(node, problems);
    custom.any("role");
    Optional<Pattern> fileName = custom.pattern("fileName");
    if (oneOfSeveral && fileName.isEmpty()) {
      problems.add(
          node,
          "has no custom property fileName although the delivery has several tables",
          "a regular expression that matches the whole file name");
    }
    boolean optional = custom.flag("optional", false);
    SourceTable.Duplicates duplicates =
        custom.oneOf("duplicates", SourceTable.Duplicates.class, SourceTable.Duplicates.REJECT);
    List<String> key = custom.texts("key");
    for (String column : key) {
      requireColumn(custom, "key", column, columns);
    }
    SourceTable.Unpivot unpivot = unpivot(custom, columns);
    List<Pattern> skipRows = new ArrayList<>();
    for (YamlNode item : custom.items("skipRows")) {
      skipRows.add(custom.pattern(item));
    }
    List<SourceTable.RowRule> rules = rules(custom);
    custom.rejectUnknown();

    SourceTable table =
        new SourceTable(
            name,
            description,
            fileName.orElse(EVERYTHING),
            optional,
            duplicates,
            key,
            unpivot,
            skipRows,
            columns,
            rules);
    rejectAmbiguity(node, table);
    return table;
  }

  private SourceTable.Unpivot unpivot(YamlFields custom, List<SourceColumn> columns) {
    Optional<YamlFields> given = custom.mapping("unpivot");
    if (given.isEmpty()) {
      return SourceTable.Unpivot.NONE;
    }
    YamlFields fields = given.get();
    String name = fields.text("name");
    String value = fields.text("value");
    requireColumn(fields, "name", name, columns);
    requireColumn(fields, "value", value, columns);
    Optional<Pattern> labels = fields.pattern("columns");
    if (labels.isEmpty()) {
      problems.add(
          fields.node(), "the field columns is missing", "a regular expression with one group");
    } else if (labels.get().matcher("").groupCount() != 1) {
      problems.add(
          fields.any("columns").orElseThrow(),
          "has " + labels.get().matcher("").groupCount() + " groups",
          "exactly one group, which gives the value of the name column");
    }
    fields.rejectUnknown();
    return new SourceTable.Unpivot(labels.orElse(EVERYTHING), name, value);
  }

  private void requireColumn(
      YamlFields fields, String field, String column, List<SourceColumn> columns) {
    List<String> names = columns.stream().map(SourceColumn::name).toList();
    if (!column.isEmpty() && !names.contains(column)) {
      problems.add(
          fields.any(field).orElse(fields.node()),
          "there is no column " + column,
          String.join(", ", names));
    }
  }

  private List<SourceTable.RowRule> rules(YamlFields custom) {
    List<SourceTable.RowRule> rules = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    for (YamlNode item : custom.items("rules")) {
      YamlFields fields = YamlFields.of(item, problems);
      String code = fields.text("code");
      if (!code.isEmpty() && !RULE_CODE.matcher(code).matches()) {
        problems.add(
            fields.any("code").orElseThrow(),
            "is not a rule code",
            "upper-case letters, digits and underscores");
      }
      if (!codes.add(code)) {
        problems.add(fields.any("code").orElse(item), "there is already a rule " + code);
      }
      rules.add(
          new SourceTable.RowRule(
              code,
              fields.text("expression"),
              fields.text("message"),
              fields.oneOf("severity", SourceTable.Severity.class, SourceTable.Severity.ERROR)));
      fields.rejectUnknown();
    }
    return rules;
  }

  private String sqlName(YamlFields fields) {
    String name = fields.text("name");
    if (!name.isEmpty() && !SQL_NAME.matcher(name).matches()) {
      problems.add(
          fields.any("name").orElseThrow(), "'" + name + "' is not a SQL name", SQL_NAME_RULE);
    }
    return name;
  }

  private SourceColumn column(YamlNode node) {
    YamlFields fields = YamlFields.of(node, problems);
    String name = sqlName(fields);
    String label = fields.text("physicalName", name);
    String description = fields.text("description", "");
    SourceColumn.Type type = fields.oneOf("logicalType", SourceColumn.Type.class);
    boolean required = fields.flag("required", false);
    fields.any("customProperties");
    fields.rejectUnknownBut(STANDARD_PROPERTY);

    YamlFields custom = YamlFields.ofCustomProperties(node, problems);
    boolean optional = custom.flag("optionalColumn", false);
    if (required && optional) {
      problems.add(
          custom.any("optionalColumn").orElseThrow(),
          "cannot stand beside required: true",
          "one of the two");
    }
    SourceColumn.Presence presence =
        optional
            ? SourceColumn.Presence.OPTIONAL
            : required ? SourceColumn.Presence.REQUIRED : SourceColumn.Presence.NULLABLE;
    List<String> aliases = custom.texts("aliases");
    List<String> formats = formats(custom, type);
    String decimal = custom.text("decimal", ".");
    if (!decimal.equals(".") && !decimal.equals(",")) {
      problems.add(custom.any("decimal").orElseThrow(), "is no decimal mark", "\".\", \",\"");
    }
    String grouping = custom.text("grouping", "");
    if (grouping.length() > 1 || grouping.equals(decimal)) {
      problems.add(
          custom.any("grouping").orElseThrow(),
          "is no mark between thousands",
          "one character other than the decimal mark");
    }
    List<String> nulls = custom.texts("nulls");
    Map<String, String> codes = custom.any("codes").map(this::codes).orElse(Map.of());
    Map<String, SourceColumn.Interval> intervals = intervals(custom, type);
    String identifier = custom.text("identifier", "");
    if (!identifier.isEmpty() && !SCHEME.matcher(identifier).matches()) {
      problems.add(
          custom.any("identifier").orElseThrow(),
          "is not an identifier scheme",
          "a name such as upn, nhs-number, ssn, partner-id");
    }
    if (!identifier.isEmpty() && type != SourceColumn.Type.STRING) {
      problems.add(
          custom.any("identifier").orElseThrow(),
          "stands on a column of type " + type.name().toLowerCase(Locale.ROOT),
          "logicalType: string, so that no leading zero is lost");
    }
    SourceColumn.Check check =
        custom.oneOf("check", SourceColumn.Check.class, SourceColumn.Check.NONE);
    boolean personal = custom.flag("personal", false);
    double min = custom.number("min", Double.NEGATIVE_INFINITY);
    double max = custom.number("max", Double.POSITIVE_INFINITY);
    if (min > max) {
      problems.add(custom.node(), "has a min above its max", "min <= max");
    }
    Pattern pattern = custom.pattern("pattern").orElse(EVERYTHING);
    int width = custom.integer("width", 0, 1, 64);
    custom.rejectUnknown();
    return new SourceColumn(
        name,
        label,
        aliases,
        description,
        type,
        presence,
        formats,
        decimal.equals(",") ? ',' : '.',
        grouping,
        nulls,
        codes,
        intervals,
        identifier,
        check,
        personal,
        min,
        max,
        pattern,
        width);
  }

  /** Pairs, or the name of a list that other definitions make. */
  private Map<String, String> codes(YamlNode node) {
    if (node.kind() != YamlNode.Kind.SCALAR) {
      return ContractLoader.textPairs(node, problems);
    }
    if (!node.text().equals(CodeLists.INDICATORS)) {
      problems.add(
          node,
          "'" + node.text() + "' is not a list of codes",
          "sent: canonical pairs, or " + CodeLists.INDICATORS);
    }
    return codeLists.codes();
  }

  private List<String> formats(YamlFields custom, SourceColumn.Type type) {
    List<String> formats = custom.texts("formats");
    if (formats.isEmpty()) {
      return formats;
    }
    YamlNode node = custom.any("formats").orElseThrow();
    if (type != SourceColumn.Type.DATE && type != SourceColumn.Type.TIMESTAMP) {
      problems.add(node, "stands on a column that is no date", "logicalType: date or timestamp");
    }
    for (String format : formats) {
      if (!ContractLoader.isDatePattern(format)) {
        problems.add(
            node,
            "'" + format + "' is not a date pattern",
            "java.time patterns such as yyyy-MM-dd or dd/MM/yyyy, and excel-serial");
      }
    }
    return formats;
  }

  private Map<String, SourceColumn.Interval> intervals(YamlFields custom, SourceColumn.Type type) {
    Optional<YamlNode> node = custom.any("interval");
    if (node.isEmpty()) {
      return Map.of();
    }
    if (type != SourceColumn.Type.INTEGER && type != SourceColumn.Type.NUMBER) {
      problems.add(
          node.get(), "stands on a column that is no number", "logicalType: integer or number");
    }
    if (node.get().kind() != YamlNode.Kind.MAPPING) {
      problems.add(node.get(), "is not a mapping", "cell text: [low, high] or a state");
    }
    Map<String, SourceColumn.Interval> intervals = new LinkedHashMap<>();
    node.get()
        .fields()
        .forEach((sent, meaning) -> interval(meaning).ifPresent(each -> intervals.put(sent, each)));
    return intervals;
  }

  private Optional<SourceColumn.Interval> interval(YamlNode meaning) {
    String states = "suppressed, not_submitted, not_applicable, too_few, withheld, provisional";
    if (meaning.kind() == YamlNode.Kind.LIST && meaning.items().size() == 2) {
      try {
        double low = Double.parseDouble(meaning.items().get(0).text());
        double high = Double.parseDouble(meaning.items().get(1).text());
        if (low <= high) {
          return Optional.of(new SourceColumn.Interval.Between(low, high));
        }
      } catch (NumberFormatException e) {
        // The message below covers every interval that cannot be read.
      }
    }
    if (meaning.kind() == YamlNode.Kind.SCALAR) {
      for (ValueState state : ValueState.values()) {
        if (state != ValueState.REPORTED && state.code().equals(meaning.text())) {
          return Optional.of(new SourceColumn.Interval.Absent(state));
        }
      }
    }
    problems.add(meaning, "is neither an interval nor a state", "[low, high], " + states);
    return Optional.empty();
  }

  private void rejectAmbiguity(YamlNode node, SourceTable table) {
    Set<String> names = new HashSet<>();
    Map<String, String> labels = new HashMap<>();
    for (SourceColumn column : table.columns()) {
      if (!names.add(column.name())) {
        problems.add(node, "has two columns named " + column.name());
      }
    }
    for (SourceColumn column : table.headerColumns()) {
      List<String> all = new ArrayList<>(column.aliases());
      all.add(column.label());
      Set<String> own = new HashSet<>();
      for (String label : all) {
        String comparable = ContractLoader.comparableLabel(label);
        if (!own.add(comparable)) {
          continue;
        }
        String other = labels.putIfAbsent(comparable, column.name());
        if (other != null) {
          problems.add(
              node,
              "the label '" + label + "' names both " + other + " and " + column.name(),
              "labels that differ in more than case, spaces and underscores");
        }
      }
    }
  }
}
