package org.commonplace.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the schema objects of role dataset and checks them against the datasets and sources. */
final class DatasetMappingLoader {
  /** The logical type of the standard for each type of a dataset column. */
  private static final Map<DatasetType, String> LOGICAL =
      Map.of(
          DatasetType.STRING, "string",
          DatasetType.INT, "integer",
          DatasetType.LONG, "integer",
          DatasetType.DOUBLE, "number",
          DatasetType.BOOLEAN, "boolean",
          DatasetType.DATE, "date");

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$(?:\\{([a-z][a-z0-9_]*)\\}|([a-z][a-z0-9_]*))");

  private static final List<String> STANDARD_PROPERTY =
      List.of(
          "id",
          "physicalName",
          "physicalType",
          "businessName",
          "description",
          "required",
          "transformDescription",
          "transformSourceObjects");

  private final SortedMap<String, Dataset> datasets;
  private final List<String> tables;
  private final Problems problems;

  DatasetMappingLoader(
      SortedMap<String, Dataset> datasets, List<SourceTable> sources, Problems problems) {
    this.datasets = datasets;
    this.tables = sources.stream().map(SourceTable::name).toList();
    this.problems = problems;
  }

  /** The mappings of one schema object: one, or one for each entry of its custom property each. */
  List<DatasetMapping> mappings(YamlNode node) {
    YamlFields fields = YamlFields.of(node, problems);
    String name = fields.text("name");
    fields.any("description");
    List<YamlNode> properties = fields.items("properties");
    fields.any("customProperties");
    fields.rejectUnknownBut(SourceTableLoader.standardObjectFields());

    YamlFields custom = YamlFields.ofCustomProperties(node, problems);
    custom.any("role");
    String datasetName = custom.text("dataset");
    Dataset dataset = datasets.get(datasetName);
    if (dataset == null && !datasetName.isEmpty()) {
      problems.add(
          custom.any("dataset").orElseThrow(),
          "there is no dataset " + datasetName,
          String.join(", ", datasets.keySet()));
    }
    String from = custom.text("from", tables.size() == 1 ? tables.get(0) : "");
    if (from.isEmpty() && !custom.has("from")) {
      problems.add(custom.node(), "the custom property from is missing", String.join(", ", tables));
    } else {
      requireTable(custom, from);
    }
    String where = custom.text("where", "true");
    List<DatasetMapping.Join> joins = new ArrayList<>();
    for (YamlNode item : custom.items("joins")) {
      YamlFields join = YamlFields.of(item, problems);
      String table = join.text("table");
      if (!table.isEmpty() && !tables.contains(table)) {
        problems.add(
            join.any("table").orElseThrow(),
            "there is no source table " + table,
            String.join(", ", tables));
      }
      joins.add(new DatasetMapping.Join(table, join.text("on")));
      join.rejectUnknown();
    }
    List<Map<String, String>> entries = entries(custom);
    custom.rejectUnknown();

    List<DatasetMapping.Column> columns = new ArrayList<>();
    Set<String> filled = new TreeSet<>();
    for (YamlNode property : properties) {
      DatasetMapping.Column column = column(property, dataset);
      if (!filled.add(column.name())) {
        problems.add(property, "the column " + column.name() + " is filled twice");
      }
      columns.add(column);
    }
    if (dataset != null) {
      for (DatasetColumn column : dataset.mappedColumns()) {
        if (column.required() && !filled.contains(column.name())) {
          problems.add(
              node,
              "does not fill " + column.name() + ", which every row of " + datasetName + " needs",
              "a property " + column.name() + " with transformLogic");
        }
      }
    }
    DatasetMapping mapping = new DatasetMapping(name, datasetName, from, where, joins, columns);
    return entries.isEmpty() ? List.of(mapping) : repeated(mapping, entries, node);
  }

  private List<Map<String, String>> entries(YamlFields custom) {
    List<Map<String, String>> entries = new ArrayList<>();
    for (YamlNode item : custom.items("each")) {
      Map<String, String> entry = ContractLoader.textPairs(item, problems);
      if (!entries.isEmpty() && !entry.keySet().equals(entries.get(0).keySet())) {
        problems.add(
            item,
            "has other names than the first entry",
            String.join(", ", entries.get(0).keySet()));
      }
      entries.add(entry);
    }
    return entries;
  }

  private List<DatasetMapping> repeated(
      DatasetMapping mapping, List<Map<String, String>> entries, YamlNode node) {
    List<DatasetMapping> repeated = new ArrayList<>();
    for (Map<String, String> entry : entries) {
      List<DatasetMapping.Column> columns = new ArrayList<>();
      for (DatasetMapping.Column column : mapping.columns()) {
        columns.add(
            new DatasetMapping.Column(column.name(), filledIn(column.expression(), entry, node)));
      }
      repeated.add(
          new DatasetMapping(
              mapping.name() + "_" + (repeated.size() + 1),
              mapping.dataset(),
              mapping.from(),
              filledIn(mapping.where(), entry, node),
              mapping.joins(),
              columns));
    }
    return repeated;
  }

  private String filledIn(String expression, Map<String, String> entry, YamlNode node) {
    Matcher matcher = PLACEHOLDER.matcher(expression);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String value = entry.get(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
      if (value == null) {
        problems.add(
            node,
            "the expression " + expression + " uses " + matcher.group() + ", which no entry gives",
            String.join(", ", entry.keySet()));
        value = "null";
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    matcher.appendTail(filled);
    return filled.toString();
  }

  private void requireTable(YamlFields custom, String from) {
    if (!from.isEmpty() && !tables.contains(from)) {
      problems.add(
          custom.any("from").orElse(custom.node()),
          "there is no source table " + from,
          String.join(", ", tables));
    }
  }

  private DatasetMapping.Column column(YamlNode node, Dataset dataset) {
    YamlFields fields = YamlFields.of(node, problems);
    String name = fields.text("name");
    String type = fields.text("logicalType", "");
    String expression = fields.text("transformLogic");
    fields.rejectUnknownBut(STANDARD_PROPERTY);
    if (dataset != null && !name.isEmpty()) {
      if (Dataset.PROVENANCE.contains(name)) {
        problems.add(
            fields.any("name").orElseThrow(), name + " is filled by intake and cannot be mapped");
      } else if (dataset.column(name).isEmpty()) {
        problems.add(
            fields.any("name").orElseThrow(),
            "the dataset " + dataset.name() + " has no column " + name,
            String.join(", ", dataset.mappedColumns().stream().map(DatasetColumn::name).toList()));
      } else {
        String expected = LOGICAL.get(dataset.column(name).orElseThrow().type());
        if (!type.isEmpty() && !type.equals(expected)) {
          problems.add(
              fields.any("logicalType").orElseThrow(),
              "is " + type + " although the dataset's column is not",
              expected);
        }
      }
    }
    return new DatasetMapping.Column(name, expression);
  }
}
