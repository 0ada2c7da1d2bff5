package org.commonplace.jobs.intake;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.commonplace.jobs.intake.reading.FindingCode;
import org.commonplace.jobs.intake.reading.Relation;
import org.commonplace.jobs.intake.reading.Shape;
import org.commonplace.jobs.intake.reading.Unreadable;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.SourceColumn;
import org.commonplace.schemas.SourceTable;

/**
 * The rows of one source table inside the kernel: typed, checked, tokens in place of identifiers.
 *
 * <p>Tables it makes, for a source table T: {@code _typed_T} (one row per record, or per record and
 * unpivoted column), {@code _ids_T_<column>} (identifier, token), {@code _out_T} (records that are
 * not used), and the view {@code T} that expressions see.
 */
final class LoadedTable {
  private static final int PAGE = 20_000;
  private static final String UNPIVOT_NAME = "_label";
  private static final String UNPIVOT_VALUE = "_cell";

  private final Kernel kernel;
  private final SourceTable table;
  private final HeaderMatch match;
  private final String file;
  private final List<TypedColumn> columns;
  private final List<SourceColumn> identifiers;
  private long received;
  private long rejected;
  private long duplicate;
  private long ignored;

  private LoadedTable(
      Kernel kernel, SourceTable table, HeaderMatch match, String file, List<TypedColumn> columns) {
    this.kernel = kernel;
    this.table = table;
    this.match = match;
    this.file = file;
    this.columns = columns;
    this.identifiers =
        columns.stream().map(TypedColumn::column).filter(SourceColumn::tokenised).toList();
  }

  /** A table declared by its contract but without a file: no rows. */
  static LoadedTable absent(Kernel kernel, SourceTable table, String zone, Context context) {
    LoadedTable loaded =
        new LoadedTable(
            kernel,
            table,
            new HeaderMatch(
                0, Map.of(), Map.of(), Map.of(), List.of(), List.of(), List.of(), 0, List.of()),
            "",
            typed(table, zone, TypedColumn.Source.TEXT));
    loaded.createEmpty(context);
    return loaded;
  }

  private static List<TypedColumn> typed(
      SourceTable table, String zone, TypedColumn.Source source) {
    return table.columns().stream().map(column -> new TypedColumn(column, zone, source)).toList();
  }

  /** Loads a file's rows; what concerns the rows alone is found already. */
  static LoadedTable load(
      Kernel kernel,
      SourceTable table,
      HeaderMatch match,
      String file,
      TypedColumn.Source source,
      String zone,
      Relation relation)
      throws Unreadable {
    List<TypedColumn> columns = new ArrayList<>();
    for (SourceColumn column : table.headerColumns()) {
      Integer position = match.positions().get(column.name());
      List<String> patterns =
          position == null || column.formats().size() < 2
              ? column.formats()
              : DateOrder.settle(
                  kernel,
                  column,
                  match.labels().get(column.name()),
                  "c" + position,
                  "(" + relation.select() + ")");
      columns.add(new TypedColumn(column, zone, source, patterns));
    }
    table.columns().stream()
        .filter(column -> !table.headerColumns().contains(column))
        .forEach(column -> columns.add(new TypedColumn(column, zone, source)));
    LoadedTable loaded = new LoadedTable(kernel, table, match, file, columns);
    loaded.create(relation);
    return loaded;
  }

  SourceTable table() {
    return table;
  }

  String file() {
    return file;
  }

  TableRows rows() {
    return new TableRows(received, rejected, duplicate, ignored);
  }

  List<SourceColumn> identifiers() {
    return identifiers;
  }

  private String named(String prefix) {
    return Kernel.identifier(prefix + table.name());
  }

  private String ids(SourceColumn column) {
    return Kernel.identifier("_ids_" + table.name() + "_" + column.name());
  }

  private String label(SourceColumn column) {
    if (column.name().equals(table.unpivot().value())) {
      return table.unpivot().labels().pattern();
    }
    return match.labels().getOrDefault(column.name(), column.label());
  }

  // ---- typing

  private void create(Relation relation) throws Unreadable {
    boolean inOrder = relation.positions() == Relation.Positions.IN_ORDER;
    boolean unpivot = table.unpivot().given();
    String from = "(" + relation.select() + ")";
    String position = inOrder ? "" : "r, l, x, ";
    if (unpivot && inOrder) {
      kernel.execute("DROP TABLE IF EXISTS " + named("_raw_"));
      kernel.execute("CREATE TABLE " + named("_raw_") + " AS " + relation.select());
      from = named("_raw_");
      position = "rowid + 1 AS r, " + line(relation, "rowid") + " AS l, NULL::VARCHAR AS x, ";
    }
    boolean carried = unpivot || !inOrder;
    String typed = typedSelect(from, position, relation.width(), carried, relation.spacing());
    kernel.execute("DROP VIEW IF EXISTS " + named("_rows_"));
    kernel.execute("CREATE OR REPLACE TABLE " + named("_typed_") + " AS " + typed);
    kernel.execute(
        "CREATE OR REPLACE VIEW "
            + named("_rows_")
            + " AS SELECT "
            + (carried
                ? "*"
                : "rowid + 1 AS r, " + line(relation, "rowid") + " AS l, NULL::VARCHAR AS x, *")
            + " FROM "
            + named("_typed_"));
    kernel.execute("CREATE OR REPLACE TABLE " + named("_out_") + " (r BIGINT)");
    received = kernel.number("SELECT " + records() + " FROM " + named("_typed_"));
    if (received != relation.records()) {
      throw new Unreadable(
          FindingCode.ROW_COUNT,
          "of " + relation.records() + " rows " + received + " could be read");
    }
  }

  /** Counts records, which unpivoting has made several rows of. */
  private String records() {
    return table.unpivot().given() ? "count(DISTINCT r)" : "count(*)";
  }

  private static String line(Relation relation, String ordinal) {
    return relation.firstLine() == 0
        ? "NULL::BIGINT"
        : "(" + ordinal + " + " + relation.firstLine() + ")";
  }

  private String typedSelect(
      String from, String position, int width, boolean carried, Relation.Spacing spacing) {
    List<String> texts = new ArrayList<>();
    List<String> values = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> wrongs = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> sent = new ArrayList<>();
    for (TypedColumn column : columns) {
      texts.add(column.text(cell(column.column()), spacing) + " AS " + column.textName());
      values.addAll(column.values());
      names.addAll(column.names());
      sent.add(column.textName());
      String problem = column.problem();
      problems.add(problem.equals("NULL") ? "NULL::VARCHAR" : problem);
      if (!problem.equals("NULL")) {
        wrongs.add("(" + column.wrong() + ")");
      }
    }
    String position2 = carried ? "r, l, x, " : "";
    String part = table.unpivot().given() ? "_part, " : "";
    String source = table.unpivot().given() ? unpivoted(from, position, width) : from;
    String text =
        "SELECT "
            + (table.unpivot().given() ? position2 : position)
            + part
            + ignoredRow(width, carried)
            + " AS ig, "
            + hashed(width)
            + " AS h, "
            + String.join(", ", texts)
            + " FROM "
            + source;
    String value = "SELECT *, " + String.join(", ", values) + " FROM (" + text + ")";
    String wrong = String.join(" OR ", wrongs);
    if (carried) {
      wrong = "x IS NOT NULL" + (wrong.isEmpty() ? "" : " OR " + wrong);
    }
    String bad = "NOT ig AND (" + (wrong.isEmpty() ? "false" : wrong) + ")";
    // Only rows with an error keep their text, from which the report's shapes are made.
    return "SELECT "
        + position2
        + part
        + "ig, h, "
        + String.join(", ", names)
        + ", CASE WHEN _bad THEN ["
        + String.join(", ", problems)
        + "] END AS problems, CASE WHEN _bad THEN ["
        + String.join(", ", sent)
        + "] END AS sent FROM (SELECT *, coalesce("
        + bad
        + ", false) AS _bad FROM ("
        + value
        + "))";
  }

  private String cell(SourceColumn column) {
    if (table.unpivot().given()) {
      if (column.name().equals(table.unpivot().name())) {
        return UNPIVOT_NAME;
      }
      if (column.name().equals(table.unpivot().value())) {
        return UNPIVOT_VALUE;
      }
    }
    Integer position = match.positions().get(column.name());
    return position == null ? "NULL::VARCHAR" : "c" + position;
  }

  private String unpivoted(String from, String position, int width) {
    StringBuilder cells = new StringBuilder();
    match
        .unpivoted()
        .forEach(
            (at, name) ->
                cells
                    .append(cells.isEmpty() ? "" : ", ")
                    .append("{'p': ")
                    .append(at)
                    .append(", 'n': ")
                    .append(Kernel.literal(name))
                    .append(", 'v': c")
                    .append(at)
                    .append('}'));
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < width; i++) {
      kept.append(", c").append(i);
    }
    return "(SELECT r, l, x"
        + kept
        + ", u.p AS _part, u.n AS "
        + UNPIVOT_NAME
        + ", u.v AS "
        + UNPIVOT_VALUE
        + " FROM (SELECT *, unnest(["
        + cells
        + "]) AS u FROM (SELECT "
        + position
        + "* "
        + (position.startsWith("r, ") ? "EXCLUDE (r, l, x)" : "")
        + " FROM "
        + from
        + ")))";
  }

  /** Blank rows, a header repeated within the file, totals and notes. */
  private String ignoredRow(int width, boolean carried) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      cells.add("c" + i);
    }
    List<String> reasons = new ArrayList<>();
    // A row that holds nothing but delimiters; white space is a value until it is typed.
    String blank = "coalesce(" + String.join(", ", cells) + ") IS NULL";
    // A row that could not be divided has no cells either, and is not blank.
    reasons.add(carried ? "(x IS NULL AND " + blank + ")" : blank);
    if (!match.sent().isEmpty() && match.sent().size() == width) {
      List<String> repeats = new ArrayList<>();
      for (int i = 0; i < width && repeats.size() < 4; i++) {
        if (!match.sent().get(i).isBlank()) {
          repeats.add("coalesce(c" + i + " = " + Kernel.literal(match.sent().get(i)) + ", false)");
        }
      }
      if (repeats.size() >= Math.min(2, width)) {
        reasons.add("(" + String.join(" AND ", repeats) + ")");
      }
    }
    for (Pattern pattern : table.skipRows()) {
      reasons.add("coalesce(regexp_matches(c0, " + Kernel.literal(pattern.pattern()) + "), false)");
    }
    return "(" + String.join(" OR ", reasons) + ")";
  }

  private String hashed(int width) {
    if (table.duplicates() == SourceTable.Duplicates.ALLOW) {
      return "0::UBIGINT";
    }
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      cells.add("c" + i);
    }
    return "hash(" + String.join(", ", cells) + ")";
  }

  /** The typing of cells over no row: compiling it finds a pattern that the engine lacks. */
  String typing() {
    StringBuilder cells =
        new StringBuilder("SELECT 1::BIGINT AS r, 1::BIGINT AS l, NULL::VARCHAR AS x");
    for (int i = 0; i < columns.size() + 1; i++) {
      cells.append(", NULL::VARCHAR AS c").append(i);
    }
    Map<String, Integer> positions = new LinkedHashMap<>();
    table.headerColumns().forEach(column -> positions.put(column.name(), positions.size()));
    Map<Integer, String> unpivoted =
        table.unpivot().given() ? Map.of(columns.size(), "x") : Map.of();
    HeaderMatch whole =
        new HeaderMatch(
            0, positions, Map.of(), unpivoted, List.of(), List.of(), List.of(), 0, List.of());
    return new LoadedTable(kernel, table, whole, "", columns)
        .typedSelect(
            "(" + cells + " WHERE false)",
            "r, l, x, ",
            columns.size() + 1,
            true,
            Relation.Spacing.PADDED);
  }

  private void createEmpty(Context context) {
    List<String> declared = new ArrayList<>();
    columns.forEach(column -> declared.addAll(column.declarations()));
    kernel.execute(
        "CREATE OR REPLACE TABLE "
            + named("_typed_")
            + " (r BIGINT, l BIGINT, x VARCHAR, ig BOOLEAN, h UBIGINT, "
            + (table.unpivot().given() ? "_part BIGINT, " : "")
            + String.join(", ", declared)
            + ", problems VARCHAR[], sent VARCHAR[])");
    kernel.execute(
        "CREATE OR REPLACE VIEW " + named("_rows_") + " AS SELECT * FROM " + named("_typed_"));
    kernel.execute("CREATE OR REPLACE TABLE " + named("_out_") + " (r BIGINT)");
    for (SourceColumn column : identifiers) {
      kernel.execute("CREATE OR REPLACE TABLE " + ids(column) + " (id VARCHAR, token VARCHAR)");
    }
    expose(context);
  }

  // ---- identifiers

  /** Replaces identifiers by tokens from here on. */
  void tokenise(Tokens tokens, Findings findings) throws Unreadable {
    for (SourceColumn column : identifiers) {
      String name = Kernel.identifier(column.name());
      tokens.make(
          kernel,
          column,
          label(column),
          "SELECT DISTINCT "
              + name
              + " AS id FROM "
              + named("_typed_")
              + " WHERE "
              + name
              + " IS NOT NULL AND NOT ig",
          ids(column));
      if (tokens.failed() > 0) {
        reportCheckDigits(column, findings);
      }
    }
  }

  private void reportCheckDigits(SourceColumn column, Findings findings) {
    String select =
        "SELECT r, l, id FROM "
            + named("_rows_")
            + " JOIN (SELECT id FROM "
            + ids(column)
            + " WHERE failed) ON id = "
            + Kernel.identifier(column.name())
            + " WHERE NOT ig";
    FindingKind kind = FindingKind.of(FindingCode.CHECK_DIGIT);
    pages(
        select,
        row ->
            findings.add(
                new RowFinding(
                    file,
                    row.getLong(1),
                    row.getLong(2),
                    label(column),
                    kind,
                    Shape.of(row.getString(3)))));
  }

  // ---- checking

  /** Finds what is wrong with rows and sets them aside. Identifiers must be tokens by now. */
  void check(Context context, Findings findings) {
    ignored = count("SELECT " + records() + " FROM " + named("_rows_") + " WHERE ig");
    reportCells(findings);
    // Before rows are set aside: a row with a wrong cell hears of its broken rules at once too.
    List<Condition> rules = rules();
    List<String> expressions = rules.stream().map(Condition::expression).toList();
    apply(rules, seen(expressions, context), expressions, findings);
    kernel.execute(
        "INSERT INTO "
            + named("_out_")
            + " SELECT DISTINCT r FROM "
            + named("_rows_")
            + " WHERE problems IS NOT NULL"
            + notOut("r"));
    rejected = count("SELECT count(*) FROM " + named("_out_"));
    applyKeys(findings);
    expose(context);
  }

  private long count(String sql) {
    return kernel.number(sql);
  }

  private void reportCells(Findings findings) {
    List<SourceColumn> order = columns.stream().map(TypedColumn::column).toList();
    pages(
        "SELECT r, l, x, problems, sent FROM " + named("_rows_") + " WHERE problems IS NOT NULL",
        row -> {
          long record = row.getLong(1);
          long line = row.getLong(2);
          String whole = row.getString(3);
          if (whole != null) {
            findings.add(wholeRow(record, line, whole));
            return;
          }
          Object[] problems = elements(row.getArray(4));
          Object[] sent = elements(row.getArray(5));
          for (int i = 0; i < problems.length; i++) {
            if (problems[i] != null) {
              FindingCode code = FindingCode.valueOf((String) problems[i]);
              findings.add(
                  new RowFinding(
                      file,
                      record,
                      line,
                      label(order.get(i)),
                      FindingKind.of(code),
                      Expectation.of(order.get(i), code, (String) sent[i])));
            }
          }
        });
  }

  private RowFinding wholeRow(long record, long line, String whole) {
    int colon = whole.indexOf(':');
    FindingCode code = FindingCode.valueOf(colon < 0 ? whole : whole.substring(0, colon));
    String shape =
        colon < 0
            ? "whole row"
            : whole.substring(colon + 1) + " cells, expected " + match.sent().size();
    return new RowFinding(file, record, line, "", FindingKind.of(code), shape);
  }

  private static Object[] elements(Array array) throws SQLException {
    return (Object[]) array.getArray();
  }

  /** A condition that must not be false, and what it means when it is. */
  record Condition(String expression, String column, FindingKind kind) {}

  private List<Condition> rules() {
    return table.rules().stream()
        .map(rule -> new Condition(rule.expression(), "", FindingKind.of(rule)))
        .toList();
  }

  /**
   * Sets aside the rows for which a condition of severity row is false; reports all.
   *
   * @param from gives _row and what the expressions name
   * @param expressions of the conditions, as the FROM clause names them
   */
  private void apply(
      List<Condition> conditions, String from, List<String> expressions, Findings findings) {
    if (conditions.isEmpty()) {
      return;
    }
    List<String> broken = new ArrayList<>();
    List<String> which = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      String isFalse = "((" + expressions.get(i) + ") IS FALSE)";
      broken.add(isFalse);
      which.add("CASE WHEN " + isFalse + " THEN " + i + " END");
    }
    String found = named("_broken_");
    kernel.execute(
        "CREATE OR REPLACE TABLE "
            + found
            + " AS SELECT DISTINCT r, rule FROM (SELECT r, unnest(rules) AS rule FROM (SELECT _row AS r, ["
            + String.join(", ", which)
            + "] AS rules FROM "
            + from
            + " WHERE "
            + String.join(" OR ", broken)
            + ")) WHERE rule IS NOT NULL");
    if (count("SELECT count(*) FROM " + found) == 0) {
      return;
    }
    pages(
        "SELECT f.r, min(t.l) AS l, f.rule FROM "
            + found
            + " f JOIN "
            + named("_rows_")
            + " t ON t.r = f.r GROUP BY f.r, f.rule",
        row -> {
          Condition condition = conditions.get(row.getInt(3));
          findings.add(
              new RowFinding(
                  file, row.getLong(1), row.getLong(2), condition.column(), condition.kind(), ""));
        });
    List<String> errors = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i).kind().severity() == FindingCode.Severity.ROW) {
        errors.add(Integer.toString(i));
      }
    }
    if (!errors.isEmpty()) {
      kernel.execute(
          "INSERT INTO "
              + named("_out_")
              + " SELECT DISTINCT r FROM "
              + found
              + " WHERE rule IN ("
              + String.join(", ", errors)
              + ")"
              + notOut("r"));
    }
  }

  /** Sets aside, after {@link #check}, the rows that do not fill what a dataset needs. */
  void checkMapping(Mapping mapping, Context context, Findings findings) {
    List<Condition> conditions = mapping.conditions(this);
    if (conditions.isEmpty()) {
      return;
    }
    apply(
        conditions,
        "("
            + mapping.selectAll(
                Kernel.identifier(table.name()) + "._row AS _row, " + numbered(conditions))
            + ")",
        IntStream.range(0, conditions.size()).mapToObj(i -> "_c" + i).toList(),
        findings);
    rejected = count("SELECT count(*) FROM " + named("_out_")) - duplicate;
    expose(context);
  }

  private static String numbered(List<Condition> conditions) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      items.add("(" + conditions.get(i).expression() + ") AS _c" + i);
    }
    return String.join(", ", items);
  }

  // ---- repetitions

  private void applyKeys(Findings findings) {
    boolean exact = table.duplicates() == SourceTable.Duplicates.REJECT;
    if (!exact && table.key().isEmpty()) {
      return;
    }
    String key =
        table.key().isEmpty()
            ? "h"
            : String.join(", ", table.key().stream().map(Kernel::identifier).toList());
    String rows = "(SELECT * FROM " + named("_rows_") + " WHERE NOT ig" + notOut("r") + ")";
    String again = named("_again_");
    // Hashes find the few candidates; the candidates are then compared in full.
    kernel.execute(
        "CREATE OR REPLACE TABLE "
            + again
            + " AS SELECT * FROM "
            + rows
            + " WHERE hash("
            + key
            + ") IN (SELECT k FROM (SELECT hash("
            + key
            + ") AS k FROM "
            + rows
            + ") GROUP BY k HAVING count(*) > 1)");
    if (count("SELECT count(*) FROM " + again) == 0) {
      return;
    }
    if (exact) {
      List<String> all = new ArrayList<>();
      columns.forEach(column -> all.addAll(column.names()));
      String repeated = named("_repeated_");
      kernel.execute(
          "CREATE OR REPLACE TABLE "
              + repeated
              + " AS SELECT DISTINCT r, l FROM (SELECT r, l, row_number() OVER (PARTITION BY h, "
              + String.join(", ", all)
              + " ORDER BY r) AS n FROM "
              + again
              + ") WHERE n > 1");
      duplicate = count("SELECT count(*) FROM " + repeated);
      setAside(repeated, FindingCode.DUPLICATE_ROW, findings);
      kernel.execute("DELETE FROM " + again + " WHERE r IN (SELECT r FROM " + repeated + ")");
    }
    if (!table.key().isEmpty()) {
      String filled =
          String.join(
              " AND ",
              table.key().stream().map(each -> Kernel.identifier(each) + " IS NOT NULL").toList());
      String clashing = named("_clashing_");
      kernel.execute(
          "CREATE OR REPLACE TABLE "
              + clashing
              + " AS SELECT DISTINCT r, l FROM (SELECT r, l, count(*) OVER (PARTITION BY "
              + key
              + ") AS n FROM "
              + again
              + " WHERE "
              + filled
              + ") WHERE n > 1");
      setAside(clashing, FindingCode.PRIMARY_KEY, findings);
      rejected += count("SELECT count(*) FROM " + clashing);
    }
  }

  private void setAside(String found, FindingCode code, Findings findings) {
    String keyLabels =
        String.join(
            " + ",
            table.key().stream()
                .map(name -> table.column(name).map(this::label).orElse(name))
                .toList());
    String column = code == FindingCode.PRIMARY_KEY ? keyLabels : "";
    FindingKind kind = FindingKind.of(code);
    pages(
        "SELECT r, l FROM " + found,
        row ->
            findings.add(new RowFinding(file, row.getLong(1), row.getLong(2), column, kind, "")));
    kernel.execute("INSERT INTO " + named("_out_") + " SELECT r FROM " + found);
  }

  // ---- what expressions see

  /** Makes the view named as the contract names the table. */
  void expose(Context context) {
    kernel.execute(
        "CREATE OR REPLACE VIEW "
            + Kernel.identifier(table.name())
            + " AS SELECT * FROM "
            + view(context, identifiers));
  }

  /** The rows that are used, with the identifiers' tokens only where the expressions name them. */
  String seen(List<String> expressions, Context context) {
    return view(
        context,
        identifiers.stream().filter(column -> mentioned(column.name(), expressions)).toList());
  }

  private static boolean mentioned(String name, List<String> expressions) {
    String word = name.toLowerCase(Locale.ROOT);
    return expressions.stream().anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(word));
  }

  private String view(Context context, List<SourceColumn> tokens) {
    List<String> items = new ArrayList<>();
    StringBuilder joins = new StringBuilder();
    for (TypedColumn column : columns) {
      if (!column.column().tokenised()) {
        column.names().forEach(name -> items.add("t." + name));
        continue;
      }
      String name = Kernel.identifier(column.column().name());
      int at = tokens.indexOf(column.column());
      if (at < 0) {
        items.add("NULL::VARCHAR AS " + name);
      } else {
        items.add("i" + at + ".token AS " + name);
        joins
            .append(" LEFT JOIN ")
            .append(ids(column.column()))
            .append(" i")
            .append(at)
            .append(" ON i")
            .append(at)
            .append(".id = t.")
            .append(name);
      }
    }
    return "(SELECT t.r AS _row, "
        + (table.unpivot().given() ? "t._part" : "0")
        + " AS _part, "
        + String.join(", ", items)
        + ", "
        + context.select()
        + " FROM "
        + named("_rows_")
        + " t"
        + joins
        + " WHERE NOT t.ig AND t.x IS NULL"
        + notOut("t.r")
        + ")";
  }

  private String notOut(String row) {
    boolean none = count("SELECT count(*) FROM " + named("_out_")) == 0;
    return none ? "" : " AND " + row + " NOT IN (SELECT r FROM " + named("_out_") + ")";
  }

  /** Whether a row passes without an error of this column, so that SQL may rely on it. */
  boolean alwaysFilled(String expression) {
    Optional<SourceColumn> column = table.column(expression.strip());
    return column.isPresent()
        && column.get().presence() == SourceColumn.Presence.REQUIRED
        && column.get().codes().isEmpty()
        && column.get().intervals().isEmpty()
        && !column.get().tokenised();
  }

  /** Counts rows that no dataset asks for as ignored. */
  void ignoreMore(long more) {
    ignored += more;
  }

  /** What a row of a page is given to. */
  @FunctionalInterface
  private interface RowTaker {
    void take(ResultSet row) throws SQLException;
  }

  /** Takes the rows of a query page by page; its first column is the record number. */
  private void pages(String select, RowTaker taker) {
    kernel.execute(
        "CREATE OR REPLACE TEMP TABLE _page AS SELECT * FROM (" + select + ") p ORDER BY ALL");
    for (long from = 0; ; from += PAGE) {
      List<Boolean> page =
          kernel.rows(
              "SELECT * FROM _page WHERE rowid >= "
                  + from
                  + " AND rowid < "
                  + (from + PAGE)
                  + " ORDER BY rowid",
              row -> {
                taker.take(row);
                return true;
              });
      if (page.size() < PAGE) {
        break;
      }
    }
    kernel.execute("DROP TABLE _page");
  }
}
