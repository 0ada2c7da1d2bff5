package org.commonplace.jobs.indicators;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.commonplace.jobs.kernel.ExpressionCheck;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.stage.LoadedDefinitions;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.methods.interval.Estimate;
import org.commonplace.methods.interval.Span;
import org.commonplace.schemas.CountExpression;
import org.commonplace.schemas.DatasetColumn;
import org.commonplace.schemas.Definitions;
import org.commonplace.schemas.GroupBy;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorDefinitions;
import org.commonplace.schemas.IndicatorExpression;
import org.commonplace.schemas.IndicatorMethod;
import org.commonplace.schemas.IndicatorUnit;
import org.commonplace.schemas.Inequality;
import org.commonplace.schemas.PopulationDenominator;
import org.commonplace.schemas.Problems;
import org.commonplace.schemas.QualityRule;
import org.commonplace.schemas.RollUp;
import org.commonplace.schemas.SuppressionRule;

/** Tells in plain words what an indicator means and how it is computed, with a worked example. */
public final class IndicatorExplanation {
  private static final LocalDate EXAMPLE = LocalDate.of(2026, 5, 1);

  /** Months of an example of what is sustained: enough for a mean of six, and one more. */
  private static final int EXAMPLE_MONTHS = 7;

  private final IndicatorDefinition definition;
  private final Definitions definitions;
  private final List<String> lines = new ArrayList<>();
  private int steps;

  private IndicatorExplanation(IndicatorDefinition definition, Definitions definitions) {
    this.definition = definition;
    this.definitions = definitions;
  }

  /**
   * The explanation, line by line.
   *
   * @param id of which indicator
   * @param contracts folders of contracts beside the shipped ones
   * @param indicators a folder of definitions beside the shipped ones
   * @throws StageFailure when there is no such indicator, or a definition has a mistake
   */
  public static List<String> of(String id, List<Path> contracts, Optional<Path> indicators) {
    return LoadedDefinitions.checked(
        () -> {
          Problems problems = new Problems();
          Definitions definitions = Definitions.load(contracts, problems);
          problems.throwIfAny();
          IndicatorDefinition definition = named(id, IndicatorDefinitions.load(indicators));
          IndicatorExplanation explanation = new IndicatorExplanation(definition, definitions);
          explanation.explain(problems);
          return List.copyOf(explanation.lines);
        });
  }

  private static IndicatorDefinition named(String id, SortedMap<String, IndicatorDefinition> all) {
    IndicatorDefinition definition = all.getOrDefault(id.toUpperCase(Locale.ROOT), all.get(id));
    if (definition == null) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          "there is no indicator " + id + "; there are: " + String.join(", ", all.keySet()));
    }
    return definition;
  }

  private void explain(Problems problems) {
    lines.add(definition.id() + "  " + definition.name());
    lines.add("In plain words: " + definition.plainName());
    lines.add("");
    lines.add("What it means");
    lines.add("  " + definition.sentence());
    lines.add("  Why it is watched: " + definition.rationale());
    lines.add("  " + direction());
    definition
        .target()
        .ifPresent(target -> lines.add("  The target is " + number(target) + unit() + "."));
    lines.add("  Counted: " + definition.numeratorText());
    lines.add("  Out of: " + definition.denominatorText());
    lines.add("");
    if (!definition.isComputed()) {
      lines.add("How it is computed");
      lines.add("  It is not computed yet: it " + definition.need().orElseThrow().words() + ".");
      about();
      return;
    }
    Permissions permissions = new Permissions(definitions, problems);
    try (ExpressionCheck check = ExpressionCheck.open();
        Kernel kernel = Kernel.open(KernelSettings.single())) {
      IndicatorPlan plan =
          new IndicatorCompiler(check, definitions.datasets(), problems)
              .compile(0, definition, permissions);
      problems.throwIfAny();
      lines.add("How it is computed");
      rows(definition, permissions);
      counts("numerator", definition.numerator());
      definition.denominator().ifPresent(of -> counts("denominator", of));
      definition.population().ifPresent(this::residents);
      definition
          .ofDenominator()
          .ifPresent(
              of -> {
                rows(of, permissions);
                counts("denominator", of.numerator());
              });
      places();
      value();
      judge();
      protect();
      lines.add("");
      lines.add("A worked example (invented numbers, the method itself)");
      exampleUnits(kernel, check, plan);
      exampleValue(plan);
    }
    about();
  }

  private String direction() {
    return switch (definition.polarity()) {
      case LOW_IS_GOOD -> "Lower is better.";
      case HIGH_IS_GOOD -> "Higher is better.";
      case NEUTRAL -> "Neither high nor low is good in itself.";
    };
  }

  private void step(String text) {
    steps++;
    lines.add("  " + steps + ". " + text);
  }

  private void sql(IndicatorExpression expression) {
    for (String line : expression.sql().strip().split("\n", -1)) {
      lines.add("       " + line.strip());
    }
  }

  private void rows(IndicatorDefinition of, Permissions permissions) {
    if (of.dataset().equals(IndicatorDefinition.LEDGER)) {
      step("Take the record of deliveries: a row for each partner, contract and month.");
    } else {
      step(
          "Take the rows of the dataset "
              + of.dataset()
              + " that came under "
              + under(of, permissions)
              + ", for the purpose "
              + of.purpose()
              + ".");
    }
    if (!of.oneRowPer().isEmpty()) {
      step(
          "Of rows with the same "
              + String.join(", ", of.oneRowPer())
              + " keep the one of the latest delivery.");
    }
    step("The date of a row is:");
    sql(of.date());
    of.where()
        .ifPresent(
            where -> {
              step("Keep the rows for which this is true:");
              sql(where);
            });
    of.previous()
        .ifPresent(
            previous ->
                step(
                    "Find for each row the same person's latest earlier date, and call it "
                        + previous.name()
                        + "; nothing when there is none."));
    of.followed()
        .ifPresent(
            next -> {
              step(
                  "Find for each row the same person's first event at most "
                      + next.withinDays()
                      + " days later, and call its date "
                      + next.name()
                      + "; nothing when there is none"
                      + (next.where().isPresent() ? ". What may follow:" : "."));
              next.where().ifPresent(this::sql);
            });
    boolean reachesBack =
        of.window().overlaps() || of.previous().filter(it -> it.lookBackMonths() > 0).isPresent();
    step(
        "A value is made for each "
            + of.frequency().code()
            + ", of "
            + window(of)
            + (reachesBack ? "; there is none until the data reaches back as far." : "."));
    units(of);
  }

  private static String under(IndicatorDefinition of, Permissions permissions) {
    SortedSet<String> contracts = permissions.contracts(of);
    return contracts.isEmpty() ? "a contract that lists " + of.id() : String.join(", ", contracts);
  }

  private static String window(IndicatorDefinition of) {
    return switch (of.window()) {
      case PERIOD -> "the rows of that " + of.frequency().code();
      case ACADEMIC_YEAR_TO_DATE -> "the rows since 1 September";
      case FINANCIAL_YEAR_TO_DATE -> "the rows since 1 April";
      case OPEN_IN_PERIOD -> "what is open on any day of it or on the day before";
      case ROLLING_12_MONTHS -> "the rows of the twelve months that end with it";
      case AS_AT_END -> "what is open at the end of its last day";
    };
  }

  private void units(IndicatorDefinition of) {
    if (of.rollUp().isEmpty()) {
      return;
    }
    RollUp rollUp = of.rollUp().get();
    step("Make one unit of all rows with the same:");
    sql(rollUp.by());
    for (Map.Entry<String, IndicatorExpression> each : rollUp.columns().entrySet()) {
      lines.add("       " + each.getKey() + " = " + each.getValue().sql().strip());
    }
    rollUp
        .having()
        .ifPresent(
            having -> {
              step("Keep the units for which this is true:");
              sql(having);
            });
  }

  private void counts(String name, CountExpression count) {
    boolean exact = count.low().equals(count.high());
    step(
        "Add up the "
            + name
            + (exact ? "" : ", lowest and highest that it can be")
            + " (true counts one):");
    sql(count.low());
    if (!exact) {
      sql(count.high());
    }
  }

  private void places() {
    step(
        definition.groups().isEmpty()
            ? "Do so for every place and its parents."
            : "Do so for every place and its parents, and for each "
                + String.join(", ", definition.groups().stream().map(GroupBy::code).toList())
                + "; who has none known is a group of its own.");
  }

  private void residents(PopulationDenominator population) {
    step(
        "The denominator is the number of residents at the latest estimate not after the end of"
            + " the period"
            + (population.yearsBack() > 0 ? " less " + population.yearsBack() + " years" : "")
            + population.where().map(where -> ", of those with: " + where.sql()).orElse("")
            + ".");
  }

  private void value() {
    String times = definition.multiplier() == 1 ? "" : " x " + whole(definition.multiplier());
    step(
        switch (definition.method()) {
          case COUNT -> "The value is the numerator as it is; it has no interval.";
          case RATIO -> "The value is numerator / denominator" + times + "; it has no interval.";
          case BYAR_REPEATED ->
              "The value is numerator / denominator"
                  + times
                  + ", with exact Poisson limits below ten events and Byar's from ten on, widened"
                  + " by how often one person counts again, at 95% and 99.8%.";
          case DSR ->
              "The value is the rate of each age band"
                  + times
                  + ", weighted by the European Standard Population of 2013, so that places with"
                  + " older residents are not the worse for it; Dobson's limits at 95% and 99.8%,"
                  + " and no value below ten events.";
          case ISR ->
              "The value is the events over those expected if each age band had the rate of the"
                  + " whole place in the same period, which are its numerators over its denominators"
                  + " by age in the download: 1 is as expected; exact Poisson limits below"
                  + " ten events and Byar's from ten on, at 95% and 99.8%.";
          case RATIO_OF_COUNTS ->
              "The value is numerator / denominator"
                  + times
                  + ", with score limits for two counts that both might have been others, at 95%"
                  + " and 99.8%.";
          case DIFFERENCE -> "The value is numerator - denominator; it has no interval.";
          case SLOPE_INDEX, RELATIVE_INDEX, GROUP_GAP, CONCENTRATION_INDEX -> inequality();
          case FUNCTIONAL_ZERO_ALLOWANCE ->
              "The value is the number of months in a row, up to the month, in which the numerator"
                  + " is at most 3, or 0.1% of the denominator of the last January; it has no"
                  + " interval.";
          case FUNCTIONAL_ZERO_RATE ->
              "The value is the number of months in a row, up to the month, in which the numerator"
                  + " is below the mean denominator of the last six months; it has no interval.";
          case DEVIATION ->
              "The value is the distance of the numerator from the denominator, / denominator"
                  + times
                  + "; it has no interval.";
          case WILSON ->
              "The value is numerator / denominator"
                  + times
                  + ", with Wilson score limits at 95% and 99.8%.";
          case BYAR ->
              "The value is numerator / denominator"
                  + times
                  + ", with exact Poisson limits below ten events and Byar's from ten on, at 95%"
                  + " and 99.8%.";
        });
  }

  private String inequality() {
    String fifths =
        "Make the value of each fifth of deprivation as "
            + definition.inequality().orElseThrow().of()
            + " does. The value is ";
    return fifths
        + switch (definition.method()) {
          case GROUP_GAP -> "the distance between the most and the least deprived fifth";
          case CONCENTRATION_INDEX -> "the concentration index over the fifths, of their mean";
          case RELATIVE_INDEX ->
              "the ratio of both ends of the line through the fifths, weighted by their people";
          default -> "the rise of the line through the fifths, weighted by their people";
        }
        + ", turned so that more is worse for the most deprived; limits at 95% and 99.8%.";
  }

  private void judge() {
    if (definition.dataset().equals(IndicatorDefinition.LEDGER)) {
      return;
    }
    QualityRule rule = definition.quality();
    step(
        "Judge the data behind it: to be used with care when less than "
            + rule.care().completeness()
            + "% of what was due came, less than "
            + rule.care().acceptance()
            + "% of the records were accepted or its count of residents is more than "
            + rule.denominatorMonths()
            + " months old; withheld below "
            + rule.withhold().completeness()
            + "% or "
            + rule.withhold().acceptance()
            + "%."
            + rule.flow()
                .map(id -> " It also needs care while " + id + " misses its target.")
                .orElse(""));
  }

  private void protect() {
    if (definition.suppression() instanceof SuppressionRule.Below below) {
      step(
          "Hide counts from 1 to "
              + (below.threshold() - 1)
              + ", and whatever they could be worked out from.");
    } else if (definition.suppression() instanceof SuppressionRule.None none) {
      step("Hide nothing. " + none.reason());
    }
  }

  private void exampleUnits(Kernel kernel, ExpressionCheck check, IndicatorPlan plan) {
    if (plan.numerator().kind() == CountSql.Kind.ONE) {
      return;
    }
    List<DatasetColumn> columns =
        plan.ofLedger()
            ? IndicatorDefinition.LEDGER_COLUMNS
            : definitions.dataset(definition.dataset()).columns();
    Optional<UnitGrid> units = UnitGrid.of(kernel, check, definition, plan, columns);
    if (units.isEmpty() || plan.numerator().kind() != CountSql.Kind.TRUTH) {
      return;
    }
    String counts = "(" + plan.numerator().low() + ")";
    units.get().first(counts).ifPresent(unit -> lines.add("  Counts in the numerator: " + unit));
    String in = plan.denominator() == null ? "" : " AND (" + plan.denominator().low() + ")";
    units
        .get()
        .first("NOT " + counts + in)
        .ifPresent(
            unit ->
                lines.add(
                    (plan.denominator() == null ? "  Does not count: " : "  Counts only below: ")
                        + unit));
  }

  private void exampleValue(IndicatorPlan plan) {
    example(plan, 24, 24);
    if (plan.method().isFunctionalZero()) {
      example(plan, 2, 2);
    } else if (plan.method() != IndicatorMethod.COUNT && plan.method() != IndicatorMethod.RATIO) {
      example(plan, 1, 4);
    }
  }

  private void example(IndicatorPlan plan, double low, double high) {
    double of =
        switch (plan.method()) {
          case WILSON, SLOPE_INDEX, RELATIVE_INDEX, GROUP_GAP, CONCENTRATION_INDEX -> 160;
          case BYAR, BYAR_REPEATED, DSR -> 12_000;
          case ISR -> 160;
          case RATIO,
              RATIO_OF_COUNTS,
              DIFFERENCE,
              DEVIATION,
              FUNCTIONAL_ZERO_ALLOWANCE,
              FUNCTIONAL_ZERO_RATE ->
              32;
          case COUNT -> Double.NaN;
        };
    int months = plan.method().isFunctionalZero() ? EXAMPLE_MONTHS : 1;
    List<ValueRow> rows = new ArrayList<>();
    for (int before = months - 1; before >= 0; before--) {
      rows.add(exampleRow(EXAMPLE.minusMonths(before), low, high, of));
    }
    String counted = low == high ? whole(low) : "between " + whole(low) + " and " + whole(high);
    String begin =
        "  "
            + (low == high ? "Numerator " : "A partner writes <5: numerator ")
            + counted
            + (Double.isNaN(of) ? "" : ", denominator " + whole(of))
            + (months == 1 ? "" : " in each of " + months + " months")
            + ": ";
    if (Numbers.estimates(plan, rows).at(months - 1) instanceof Estimate.Value value) {
      lines.add(
          begin
              + span(value.value())
              + unit()
              + (value.limits95().equals(Span.NONE)
                  ? ""
                  : " (95% limits "
                      + span(value.limits95(), " to ")
                      + "; 99.8% limits "
                      + span(value.limits998(), " to ")
                      + ")"));
    }
  }

  private ValueRow exampleRow(LocalDate day, double low, double high, double of) {
    ValueRow row =
        new ValueRow(
            new SeriesKey("", "", ""),
            Periods.Period.of(
                definition.frequency(), definition.window(), definition.frequency().startOf(day)));
    row.numeratorLow = low;
    row.numeratorHigh = high;
    // As if every fourth event were the second of a person.
    row.numeratorSquares = high * 1.5;
    row.denominatorLow = of;
    row.denominatorHigh = of;
    row.strata = exampleStrata(low, high, of);
    // As if the whole place were ten times as large, with a quarter more events.
    row.reference = exampleStrata(12.5 * low, 12.5 * low, 10 * of);
    return row;
  }

  /** As many people in each age band, and as many events but for those left over. */
  private Strata exampleStrata(double low, double high, double of) {
    double[] people = new double[parts()];
    Arrays.fill(people, of / people.length);
    return new Strata(spread(low), spread(high), spread(high * 1.5), people);
  }

  private int parts() {
    return definition.inequality().isPresent() ? Inequality.FIFTHS : definition.ageBands().size();
  }

  private double[] spread(double events) {
    double[] spread = new double[parts()];
    Arrays.fill(spread, Math.floor(events / spread.length));
    for (int i = 0; i < events % spread.length && i < spread.length; i++) {
      spread[i]++;
    }
    return spread;
  }

  private String span(Span span) {
    return span.isExact() ? number(span.low()) : "between " + span(span, " and ");
  }

  private String span(Span span, String between) {
    return number(span.low()) + between + number(span.high());
  }

  private String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(definition.decimals(), RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }

  private String unit() {
    IndicatorUnit unit = definition.unit();
    return switch (unit) {
      case PERCENT -> "%";
      case PER_1000, PER_10000, PER_100000 -> " per " + whole(unit.multiplier());
      case DAYS -> " days";
      case COUNT, RATIO -> "";
    };
  }

  private void about() {
    lines.add("");
    lines.add("What to bear in mind");
    definition.caveats().forEach(caveat -> lines.add("  - " + caveat));
    lines.add("");
    lines.add(
        "Version "
            + definition.version()
            + "; answered for by "
            + definition.owner()
            + "; permitted purpose "
            + definition.purpose()
            + definition
                .standardPopulation()
                .map(standard -> "; standard population " + standard.code())
                .orElse(""));
    definition
        .changes()
        .forEach(
            change ->
                lines.add("  " + change.version() + " (" + change.date() + "): " + change.text()));
    lines.add("Defined in " + definition.file());
  }
}
