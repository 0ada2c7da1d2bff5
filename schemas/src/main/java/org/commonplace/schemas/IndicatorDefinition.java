package org.commonplace.schemas;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * One indicator as its YAML file states it. The expressions are not compiled yet.
 *
 * @param id code, such as {@code EDU-01}
 * @param version semantic version of the definition
 * @param slug name in addresses
 * @param name the field's name for it
 * @param plainName the same in plain words
 * @param theme subject
 * @param sentence one sentence that says what a value means
 * @param rationale why it is watched
 * @param numeratorText what is counted, in words
 * @param denominatorText what it is counted of, in words
 * @param unit unit of the value, with its multiplier
 * @param decimals decimals to show
 * @param polarity which direction is good
 * @param method statistical method
 * @param frequency how long a period is
 * @param window which days count towards a period
 * @param dataset the dataset read, or {@code ledger}
 * @param date the date of a row
 * @param where which rows count; all when absent
 * @param oneRowPer columns that say which rows describe the same thing: only the row of the latest
 *     delivery counts; empty when every row counts
 * @param rollUp how rows become units; rows are the units when absent
 * @param previous the column with the same person's earlier event
 * @param followed the column with the same person's next event
 * @param stock the span of a row that is counted while open
 * @param numerator what a unit adds to the numerator
 * @param denominator what a unit adds to the denominator; absent with a population or a count
 * @param denominatorSource another dataset that the denominator is counted in
 * @param inequality the indicator whose groups are compared
 * @param repeatsOf the column that says whose events may repeat, so that they are not independent
 * @param population the residents a rate is of
 * @param standardPopulation the age structure that rates are brought to
 * @param need what has to be there before it can be computed; computed as it is when absent
 * @param groups the breakdowns
 * @param ageBands the age bands, ascending
 * @param levels the place levels published; all when empty
 * @param target the value to reach
 * @param suppression how small numbers are treated
 * @param quality what data has to be behind a number
 * @param purpose code of the purpose the data is used for
 * @param sources the contracts that feed it; every contract that lists it when empty
 * @param caveats what a reader must know
 * @param owner who answers for the definition
 * @param changes earlier changes of the definition
 * @param signals how its series are watched for spikes
 * @param file the file it was read from
 */
public record IndicatorDefinition(
    String id,
    String version,
    String slug,
    String name,
    String plainName,
    Theme theme,
    String sentence,
    String rationale,
    String numeratorText,
    String denominatorText,
    IndicatorUnit unit,
    int decimals,
    Polarity polarity,
    IndicatorMethod method,
    Frequency frequency,
    IndicatorWindow window,
    String dataset,
    IndicatorExpression date,
    Optional<IndicatorExpression> where,
    List<String> oneRowPer,
    Optional<RollUp> rollUp,
    Optional<PreviousEvent> previous,
    Optional<FollowingEvent> followed,
    Optional<Stock> stock,
    CountExpression numerator,
    Optional<CountExpression> denominator,
    Optional<DenominatorSource> denominatorSource,
    Optional<Inequality> inequality,
    Optional<String> repeatsOf,
    Optional<PopulationDenominator> population,
    Optional<StandardPopulation> standardPopulation,
    Optional<IndicatorNeed> need,
    List<GroupBy> groups,
    List<AgeBand> ageBands,
    List<String> levels,
    OptionalDouble target,
    SuppressionRule suppression,
    QualityRule quality,
    String purpose,
    List<String> sources,
    List<String> caveats,
    String owner,
    List<IndicatorChange> changes,
    SignalSettings signals,
    String file) {

  /** The dataset name that stands for the record of deliveries. */
  public static final String LEDGER = "ledger";

  /** The columns of {@link #LEDGER}: one row per partner, contract, month and root place. */
  public static final List<DatasetColumn> LEDGER_COLUMNS =
      List.of(
          new DatasetColumn("partner", DatasetType.STRING, true, "Who was to send."),
          new DatasetColumn("contract", DatasetType.STRING, true, "Id of the contract."),
          new DatasetColumn("place", DatasetType.STRING, true, "Root place the contract covers."),
          new DatasetColumn("month", DatasetType.DATE, true, "First day of the month."),
          new DatasetColumn("expected", DatasetType.INT, true, "Deliveries due for the month."),
          new DatasetColumn("received", DatasetType.INT, true, "Deliveries accepted for it."),
          new DatasetColumn(
              "on_time",
              DatasetType.INT,
              false,
              "1 when the first of them came by the agreed day, else 0; null when no day is agreed."),
          new DatasetColumn(
              "rows_received", DatasetType.LONG, true, "Records in the deliveries that count."),
          new DatasetColumn(
              "rows_accepted", DatasetType.LONG, true, "Records of them that were accepted."));

  public IndicatorDefinition {
    oneRowPer = List.copyOf(oneRowPer);
    groups = List.copyOf(groups);
    ageBands = List.copyOf(ageBands);
    levels = List.copyOf(levels);
    sources = List.copyOf(sources);
    caveats = List.copyOf(caveats);
    changes = List.copyOf(changes);
  }

  /**
   * The count of the other dataset as an indicator of its own; empty when the denominator is none
   * of another dataset.
   */
  public Optional<IndicatorDefinition> ofDenominator() {
    return denominatorSource.map(
        source ->
            new IndicatorDefinition(
                id,
                version,
                slug,
                name,
                plainName,
                theme,
                sentence,
                rationale,
                denominatorText,
                "",
                IndicatorUnit.COUNT,
                0,
                polarity,
                IndicatorMethod.COUNT,
                frequency,
                source.window(),
                source.dataset(),
                source.date(),
                source.where(),
                source.oneRowPer(),
                source.rollUp(),
                Optional.empty(),
                Optional.empty(),
                source.stock(),
                source.count(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                groups,
                ageBands,
                levels,
                OptionalDouble.empty(),
                suppression,
                quality,
                purpose,
                sources,
                caveats,
                owner,
                List.of(),
                SignalSettings.NONE,
                file));
  }

  /** The same with the counts of the indicator whose groups it compares. */
  IndicatorDefinition comparing(IndicatorDefinition compared) {
    return new IndicatorDefinition(
        id,
        version,
        slug,
        name,
        plainName,
        theme,
        sentence,
        rationale,
        numeratorText,
        denominatorText,
        unit,
        decimals,
        polarity,
        method,
        compared.frequency,
        compared.window,
        compared.dataset,
        compared.date,
        compared.where,
        compared.oneRowPer,
        compared.rollUp,
        compared.previous,
        compared.followed,
        compared.stock,
        compared.numerator,
        compared.denominator,
        Optional.empty(),
        Optional.of(new Inequality(compared.id, compared.method, compared.polarity)),
        Optional.empty(),
        compared.population,
        standardPopulation,
        need,
        groups,
        ageBands,
        compared.levels,
        target,
        suppression,
        quality,
        purpose,
        sources,
        caveats,
        owner,
        changes,
        signals,
        file);
  }

  /** Names of the dates that are found for each row beside the dataset's columns. */
  public List<String> derivedColumns() {
    return Stream.concat(
            previous.map(PreviousEvent::name).stream(), followed.map(FollowingEvent::name).stream())
        .toList();
  }

  /** Whether it can be computed from what there is. */
  public boolean isComputed() {
    return need.isEmpty();
  }

  /** What numerator over denominator is multiplied by. */
  public int multiplier() {
    return unit.multiplier();
  }
}
