package org.commonplace.schemas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one indicator file and collects every mistake that needs no SQL compiler to see. */
final class IndicatorParser {
  private static final Pattern ID = Pattern.compile("[A-Z]{2,4}-\\d{2}[a-z]?");
  private static final Pattern VERSION = Pattern.compile("\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}");
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final int MOST_AGE_BANDS = 30;

  private final YamlNode node;
  private final YamlFields fields;
  private final SortedMap<String, Dataset> datasets;
  private final Problems problems;

  IndicatorParser(YamlNode node, SortedMap<String, Dataset> datasets, Problems problems) {
    this.node = node;
    this.fields = YamlFields.of(node, problems);
    this.datasets = datasets;
    this.problems = problems;
  }

  IndicatorDefinition definition() {
    IndicatorDefinition definition =
        new IndicatorDefinition(
            shaped(
                "id",
                ID,
                "letters, a hyphen and two digits, such as EDU-01, and a letter for a variant"),
            version(),
            shaped("slug", SLUG, "lower-case letters and digits with single hyphens"),
            fields.text("name"),
            fields.text("plainName"),
            fields.oneOf("theme", Theme.class),
            fields.text("sentence"),
            fields.text("rationale"),
            fields.text("numeratorText"),
            fields.text("denominatorText"),
            fields.oneOf("unit", IndicatorUnit.class),
            fields.integer("decimals", 1, 0, 6),
            fields.oneOf("polarity", Polarity.class),
            fields.oneOf("method", IndicatorMethod.class),
            fields.oneOf("frequency", Frequency.class),
            fields.oneOf("window", IndicatorWindow.class, IndicatorWindow.PERIOD),
            isCountedElsewhere() && !fields.has("dataset") ? "" : dataset(fields),
            whenComputed("date"),
            optional(fields, "where"),
            oneRowPer(fields),
            rollUp(fields),
            previous(),
            followed(),
            stock(fields),
            numerator(),
            denominator(),
            denominatorSource(),
            inequality(),
            repeatsOf(),
            population(),
            standardPopulation(),
            need(),
            groups(),
            ageBands(),
            fields.texts("levels"),
            target(),
            suppression(),
            new QualityRuleParser(problems).rule(fields),
            fields.text("purpose"),
            fields.texts("sources"),
            fields.texts("caveats"),
            fields.text("owner"),
            changes(),
            new SignalSettingsParser(problems).settings(fields),
            node.file());
    checkTogether(definition);
    fields.rejectUnknown();
    return definition;
  }

  private String version() {
    String version = fields.text("version");
    if (!version.isEmpty() && !VERSION.matcher(version).matches()) {
      problems.add(at("version"), "is not a version", "three numbers, such as 1.0.0");
      return "0.0.0";
    }
    return version.isEmpty() ? "0.0.0" : version;
  }

  private String shaped(String name, Pattern shape, String allowed) {
    String text = fields.text(name);
    if (!text.isEmpty() && !shape.matcher(text).matches()) {
      problems.add(at(name), "has the wrong form: '" + text + "'", allowed);
    }
    return text;
  }

  private Optional<StandardPopulation> standardPopulation() {
    return fields.has("standardPopulation")
        ? Optional.of(fields.oneOf("standardPopulation", StandardPopulation.class))
        : Optional.empty();
  }

  private Optional<IndicatorNeed> need() {
    return fields.has("needs")
        ? Optional.of(fields.oneOf("needs", IndicatorNeed.class))
        : Optional.empty();
  }

  private Optional<Inequality> inequality() {
    return fields.has("inequalityOf")
        ? Optional.of(Inequality.named(fields.text("inequalityOf")))
        : Optional.empty();
  }

  /** Nothing is to be counted by one that waits, or that compares the groups of another. */
  private boolean isCountedElsewhere() {
    return fields.has("needs") || fields.has("inequalityOf");
  }

  /** An indicator that waits for something may leave open how it will be computed. */
  private IndicatorExpression whenComputed(String name) {
    return isCountedElsewhere() && !fields.has(name) ? nothing(name) : required(name);
  }

  private IndicatorExpression nothing(String name) {
    return new IndicatorExpression("0", node.file(), node.line(), name);
  }

  private String dataset(YamlFields in) {
    String name = in.text("dataset");
    if (!name.isEmpty() && !isDataset(name)) {
      Set<String> allowed = new TreeSet<>(datasets.keySet());
      allowed.add(IndicatorDefinition.LEDGER);
      problems.add(
          in.any("dataset").orElse(node),
          "there is no dataset '" + name + "'",
          String.join(", ", allowed));
    }
    return name;
  }

  private boolean isDataset(String name) {
    return datasets.containsKey(name) || name.equals(IndicatorDefinition.LEDGER);
  }

  private List<String> oneRowPer(YamlFields in) {
    List<String> columns = in.texts("oneRowPer");
    Dataset dataset = datasets.get(in.text("dataset", ""));
    for (String column : columns) {
      if (dataset != null && dataset.column(column).isEmpty()) {
        problems.add(
            in.any("oneRowPer").orElse(node),
            "the dataset has no column '" + column + "'",
            String.join(", ", dataset.mappedColumns().stream().map(DatasetColumn::name).toList()));
      }
    }
    return columns;
  }

  private Optional<RollUp> rollUp(YamlFields in) {
    Optional<YamlFields> rollUp = in.mapping("rollup");
    if (rollUp.isEmpty()) {
      return Optional.empty();
    }
    Map<String, IndicatorExpression> columns = new LinkedHashMap<>();
    Optional<YamlNode> listed = rollUp.get().any("columns");
    if (listed.isPresent()) {
      for (Map.Entry<String, YamlNode> each : listed.get().fields().entrySet()) {
        checkName(in, each.getValue(), each.getKey());
        columns.put(each.getKey(), expression(each.getValue()));
      }
    }
    RollUp parsed =
        new RollUp(requiredIn(rollUp.get(), "by"), columns, optional(rollUp.get(), "having"));
    rollUp.get().rejectUnknown();
    return Optional.of(parsed);
  }

  private Optional<PreviousEvent> previous() {
    Optional<YamlFields> derive = fields.mapping("derive");
    if (derive.isEmpty() || !derive.get().has("previousDate")) {
      return Optional.empty();
    }
    String name = derive.get().text("previousDate");
    derive.get().any("previousDate").ifPresent(field -> checkName(fields, field, name));
    return Optional.of(new PreviousEvent(name, derive.get().integer("lookBackMonths", 0, 0, 120)));
  }

  private Optional<FollowingEvent> followed() {
    Optional<YamlFields> derive = fields.mapping("derive");
    if (derive.isEmpty()) {
      return Optional.empty();
    }
    Optional<YamlFields> followed = derive.get().mapping("followed");
    if (followed.isEmpty() && !derive.get().has("previousDate")) {
      problems.add(at("derive"), "derives nothing", "previousDate, followed");
    }
    derive.get().rejectUnknownBut(List.of("previousDate", "lookBackMonths"));
    return followed.map(this::followingEvent);
  }

  private FollowingEvent followingEvent(YamlFields followed) {
    String name = followed.text("name");
    followed.any("name").ifPresent(field -> checkName(fields, field, name));
    if (!followed.has("withinDays")) {
      problems.add(followed.node(), "the field withinDays is missing", "days, from 0 to 3660");
    }
    FollowingEvent parsed =
        new FollowingEvent(
            name,
            optional(followed, "where"),
            optional(followed, "after"),
            optional(followed, "date"),
            followed.integer("withinDays", 0, 0, 3660));
    followed.rejectUnknown();
    return parsed;
  }

  private void checkName(YamlFields in, YamlNode field, String name) {
    if (!NAME.matcher(name).matches()) {
      problems.add(field, "'" + name + "' cannot name a column", "lower-case letters, digits, _");
    }
    Dataset dataset = datasets.get(in.text("dataset", ""));
    if (dataset != null && dataset.column(name).isPresent()) {
      problems.add(field, "'" + name + "' is a column of the dataset already", "a new name");
    }
  }

  private Optional<Stock> stock(YamlFields in) {
    Optional<YamlFields> stock = in.mapping("stock");
    if (stock.isEmpty()) {
      return Optional.empty();
    }
    Stock parsed = new Stock(requiredIn(stock.get(), "from"), requiredIn(stock.get(), "to"));
    stock.get().rejectUnknown();
    return Optional.of(parsed);
  }

  private CountExpression numerator() {
    return count(fields, "numerator")
        .orElseGet(
            () -> {
              if (!isCountedElsewhere()) {
                problems.add(
                    node,
                    "the field numerator is missing",
                    "numerator, or numeratorLow and numeratorHigh");
              }
              IndicatorExpression none = nothing("numerator");
              return new CountExpression(none, none);
            });
  }

  private Optional<CountExpression> denominator() {
    return count(fields, "denominator");
  }

  private Optional<DenominatorSource> denominatorSource() {
    return fields.mapping("denominatorFrom").map(this::denominatorSource);
  }

  private DenominatorSource denominatorSource(YamlFields from) {
    if (!from.has("count") && !from.has("countLow")) {
      problems.add(from.node(), "the field count is missing", "count, or countLow and countHigh");
    }
    IndicatorExpression none = nothing("count");
    DenominatorSource source =
        new DenominatorSource(
            dataset(from),
            requiredIn(from, "date"),
            optional(from, "where"),
            from.oneOf("window", IndicatorWindow.class, IndicatorWindow.PERIOD),
            oneRowPer(from),
            rollUp(from),
            stock(from),
            count(from, "count").orElse(new CountExpression(none, none)));
    from.rejectUnknown();
    return source;
  }

  private Optional<CountExpression> count(YamlFields in, String name) {
    Optional<IndicatorExpression> exact = optional(in, name);
    Optional<IndicatorExpression> low = optional(in, name + "Low");
    Optional<IndicatorExpression> high = optional(in, name + "High");
    if (low.isPresent() != high.isPresent() || (exact.isPresent() && low.isPresent())) {
      problems.add(
          in.node(),
          name + " is given in halves or twice",
          name + ", or " + name + "Low and " + name + "High");
    }
    Optional<CountExpression> interval =
        low.isPresent() && high.isPresent()
            ? Optional.of(new CountExpression(low.get(), high.get()))
            : Optional.empty();
    return exact.map(each -> new CountExpression(each, each)).or(() -> interval);
  }

  private Optional<String> repeatsOf() {
    if (!fields.has("repeatsOf")) {
      return Optional.empty();
    }
    String column = fields.text("repeatsOf");
    Dataset dataset = datasets.get(fields.text("dataset", ""));
    if (dataset != null && dataset.column(column).isEmpty()) {
      problems.add(
          at("repeatsOf"),
          "the dataset has no column '" + column + "'",
          String.join(", ", dataset.mappedColumns().stream().map(DatasetColumn::name).toList()));
    }
    if (fields.has("rollup")) {
      problems.add(at("repeatsOf"), "does not fit a roll-up", "a numerator that counts per unit");
    }
    return Optional.of(column);
  }

  private Optional<PopulationDenominator> population() {
    Optional<YamlFields> population = fields.mapping("population");
    if (population.isEmpty()) {
      return Optional.empty();
    }
    PopulationDenominator parsed =
        new PopulationDenominator(
            optional(population.get(), "where"), population.get().integer("yearsBack", 0, 0, 10));
    population.get().rejectUnknown();
    return Optional.of(parsed);
  }

  private List<GroupBy> groups() {
    List<GroupBy> groups = new ArrayList<>();
    for (YamlNode item : fields.items("groups")) {
      Optional<GroupBy> group =
          java.util.Arrays.stream(GroupBy.values())
              .filter(each -> each.code().equals(item.text()))
              .findFirst();
      if (group.isEmpty() || groups.contains(group.get())) {
        problems.add(
            item,
            group.isEmpty() ? "there is no group '" + item.text() + "'" : "is given twice",
            "sex, age_band, ethnicity, deprivation_quintile");
      } else {
        groups.add(group.get());
      }
    }
    return groups;
  }

  private List<AgeBand> ageBands() {
    List<AgeBand> bands = new ArrayList<>();
    for (YamlNode item : fields.items("ageBands")) {
      Optional<AgeBand> band = AgeBand.parse(item.text());
      if (band.isEmpty()) {
        problems.add(item, "is not an age band", "5-10 or 65+, in complete years");
      } else if (!bands.isEmpty() && bands.get(bands.size() - 1).to() >= band.get().from()) {
        problems.add(item, "starts before the band above it ends", "ascending bands");
      } else {
        bands.add(band.get());
      }
    }
    if (bands.size() > MOST_AGE_BANDS) {
      problems.add(at("ageBands"), "are too many", "at most " + MOST_AGE_BANDS);
    }
    return bands;
  }

  private OptionalDouble target() {
    return fields.has("target")
        ? OptionalDouble.of(fields.number("target", 0))
        : OptionalDouble.empty();
  }

  private SuppressionRule suppression() {
    Optional<YamlFields> suppression = fields.mapping("suppression");
    if (suppression.isEmpty()) {
      problems.add(
          node,
          "the field suppression is missing",
          "{threshold: 5, complement: true} or {none: REASON}");
      return new SuppressionRule.Below(5, SuppressionRule.Complement.PROTECTED);
    }
    SuppressionRule rule;
    if (suppression.get().has("none")) {
      rule = new SuppressionRule.None(suppression.get().text("none"));
    } else {
      rule =
          new SuppressionRule.Below(
              suppression.get().integer("threshold", 5, 2, 100),
              suppression.get().flag("complement", true)
                  ? SuppressionRule.Complement.PROTECTED
                  : SuppressionRule.Complement.SHOWN);
    }
    suppression.get().rejectUnknown();
    return rule;
  }

  private List<IndicatorChange> changes() {
    List<IndicatorChange> changes = new ArrayList<>();
    for (YamlNode item : fields.items("changes")) {
      YamlFields change = YamlFields.of(item, problems);
      String date = change.text("date");
      if (!date.isEmpty() && !DATE.matcher(date).matches()) {
        problems.add(item, "the date has the wrong form", "yyyy-mm-dd");
      }
      changes.add(new IndicatorChange(change.text("version"), date, change.text("text")));
      change.rejectUnknown();
    }
    return changes;
  }

  /** The mistakes that lie between fields. */
  private void checkTogether(IndicatorDefinition definition) {
    checkStock(definition);
    definition.ofDenominator().ifPresent(of -> checkSource(definition, of));
    long denominators =
        Stream.of(definition.denominator(), definition.population(), definition.denominatorSource())
            .filter(Optional::isPresent)
            .count();
    int needed = definition.method() == IndicatorMethod.COUNT ? 0 : 1;
    if (definition.inequality().isPresent() || definition.method().isInequality()) {
      checkInequality(definition);
    } else if (denominators > 1 || (denominators != needed && definition.isComputed())) {
      problems.add(
          at("method"),
          "the method " + definition.method().code() + " does not fit the denominators given",
          "count: none; every other method: denominator, population or denominatorFrom");
    }
    if (definition.method() == IndicatorMethod.WILSON
        && (definition.unit() != IndicatorUnit.PERCENT || definition.population().isPresent())) {
      problems.add(at("method"), "wilson is for shares of what was counted", "unit percent");
    }
    boolean counts =
        definition.method() == IndicatorMethod.COUNT
            || definition.method() == IndicatorMethod.DIFFERENCE
            || definition.method().isFunctionalZero();
    if (counts && definition.unit() != IndicatorUnit.COUNT) {
      problems.add(
          at("unit"), "the method " + definition.method().code() + " has the unit count", "count");
    }
    if (definition.method().isFunctionalZero() && definition.frequency() != Frequency.MONTH) {
      problems.add(at("frequency"), "functional zero is sustained for months", "month");
    }
    if (definition.method() == IndicatorMethod.RATIO_OF_COUNTS
        && (definition.unit() == IndicatorUnit.PERCENT
            || definition.unit() == IndicatorUnit.COUNT
            || definition.unit() == IndicatorUnit.DAYS)) {
      problems.add(
          at("unit"), "a count over another is no share of it", "ratio, per_1000 and the like");
    }
    checkStandard(definition);
    boolean mayRepeat = definition.repeatsOf().isPresent() || definition.rollUp().isPresent();
    if (definition.method() == IndicatorMethod.BYAR_REPEATED && !mayRepeat) {
      problems.add(
          at("method"), "does not say whose events may repeat", "repeatsOf: person, or a roll-up");
    }
    if (definition.method() == IndicatorMethod.DEVIATION
        && definition.unit() != IndicatorUnit.PERCENT) {
      problems.add(at("unit"), "the method deviation is a share", "percent");
    }
    if (definition.groups().contains(GroupBy.AGE_BAND)
        && definition.ageBands().isEmpty()
        && definition.isComputed()
        && !definition.dataset().equals("observation")) {
      problems.add(at("groups"), "age_band needs the field ageBands", "ageBands: [0-4, 5-10, 11+]");
    }
    Dataset dataset = datasets.get(definition.dataset());
    if (dataset != null) {
      checkColumns(definition, dataset);
    } else if (!definition.groups().isEmpty() && isDataset(definition.dataset())) {
      problems.add(at("groups"), "the ledger has no groups", "no groups");
    }
  }

  private void checkStock(IndicatorDefinition definition) {
    if (definition.window().isOfStock() != definition.stock().isPresent()) {
      problems.add(
          at("window"),
          "the windows as-at-end and open-in-period and the field stock belong together",
          "both or none");
    }
  }

  private void checkInequality(IndicatorDefinition definition) {
    if (definition.inequality().isPresent() != definition.method().isInequality()) {
      problems.add(
          at("method"),
          "inequalityOf and the method " + definition.method().code() + " do not fit",
          "inequalityOf with slope-index, relative-index, group-gap or concentration-index");
    }
    for (String own : List.of("dataset", "date", "where", "rollup", "numerator", "denominator")) {
      if (fields.has(own)) {
        problems.add(at(own), "is that of the indicator compared", "no field " + own);
      }
    }
    if (!definition.groups().isEmpty()) {
      problems.add(at("groups"), "an inequality has no groups", "groups: []");
    }
  }

  /** Two datasets are divided by place, period and group, so that both have to have them. */
  private void checkSource(IndicatorDefinition definition, IndicatorDefinition of) {
    checkStock(of);
    switch (definition.method()) {
      case RATIO_OF_COUNTS, RATIO, BYAR, BYAR_REPEATED -> {}
      default ->
          problems.add(
              at("method"),
              "the method " + definition.method().code() + " is of counts of one dataset",
              "ratio-of-counts; byar when the denominator is fixed, such as beds; ratio");
    }
    for (String dataset : List.of(definition.dataset(), of.dataset())) {
      if (dataset.equals("observation") || dataset.equals(IndicatorDefinition.LEDGER)) {
        problems.add(
            at("denominatorFrom"),
            "does not fit the dataset " + dataset,
            "datasets of single rows");
      }
    }
    if (definition.dataset().equals(of.dataset())) {
      problems.add(
          at("denominatorFrom"), "names the dataset of the numerator", "the field denominator");
    }
    Dataset dataset = datasets.get(of.dataset());
    if (dataset != null) {
      checkColumns(of, dataset);
    }
  }

  private void checkStandard(IndicatorDefinition definition) {
    boolean direct = definition.method() == IndicatorMethod.DSR;
    StandardPopulation standard = definition.standardPopulation().orElse(StandardPopulation.NONE);
    if (direct != (standard != StandardPopulation.NONE)) {
      problems.add(
          at("standardPopulation"),
          "the method " + definition.method().code() + " does not fit it",
          "dsr: esp2013; every other method: none");
    }
    if (direct && definition.population().isEmpty()) {
      problems.add(at("method"), "dsr is a rate of residents by age", "population");
    }
    if (definition.method() == IndicatorMethod.ISR
        && (definition.denominator().isEmpty() || definition.unit() != IndicatorUnit.RATIO)) {
      problems.add(at("method"), "isr is a ratio of what was counted", "denominator, unit ratio");
    }
    // With its total a standardised value gives away the counts of its bands, which suppression
    // therefore has to see; those of other groups are in no table.
    if (definition.method().isStandardised()
        && (!definition.groups().equals(List.of(GroupBy.AGE_BAND))
            || definition.ageBands().isEmpty())) {
      problems.add(at("groups"), "do not fit a standardised value", "[age_band], and ageBands");
    }
    for (AgeBand band : definition.ageBands()) {
      if (direct && !StandardPopulation.joins(band)) {
        problems.add(
            at("ageBands"),
            "the band " + band.label() + " is not made of whole bands of the standard",
            "ages from a multiple of 5 to one below another, or open up to 90+");
      }
    }
  }

  private void checkColumns(IndicatorDefinition definition, Dataset dataset) {
    if (!definition.derivedColumns().isEmpty() && dataset.column("person").isEmpty()) {
      problems.add(at("derive"), "the dataset has no person", "a dataset with the column person");
    }
    for (GroupBy group : definition.groups()) {
      String column =
          group == GroupBy.AGE_BAND && dataset.column("age_band").isEmpty()
              ? "birth_month"
              : group.code();
      boolean ofPlace = group == GroupBy.DEPRIVATION_QUINTILE;
      if (!ofPlace && dataset.column(column).isEmpty()) {
        problems.add(
            at("groups"), "the dataset has no column " + column + " for " + group.code(), "");
      }
    }
  }

  private YamlNode at(String name) {
    return node.field(name).orElse(node);
  }

  private IndicatorExpression required(String name) {
    return requiredIn(fields, name);
  }

  private IndicatorExpression requiredIn(YamlFields in, String name) {
    in.text(name);
    return in.any(name).map(this::expression).orElse(new IndicatorExpression("", "", 0, name));
  }

  private Optional<IndicatorExpression> optional(YamlFields in, String name) {
    Optional<YamlNode> field = in.any(name);
    field.ifPresent(present -> in.text(name));
    return field.map(this::expression);
  }

  private IndicatorExpression expression(YamlNode field) {
    if (field.kind() != YamlNode.Kind.SCALAR || field.text().isBlank()) {
      problems.add(field, "is not a SQL expression", "text");
    }
    return new IndicatorExpression(field.text(), field.file(), field.line(), field.path());
  }
}
