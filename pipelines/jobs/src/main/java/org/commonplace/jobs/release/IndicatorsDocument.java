package org.commonplace.jobs.release;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.GroupBy;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorNeed;
import org.commonplace.schemas.SerialIntervalSetting;
import org.commonplace.schemas.StandardPopulation;
import org.commonplace.schemas.SuppressionRule;
import org.commonplace.schemas.Theme;

/** {@code indicators.json}: the definition of every indicator of the release. */
final class IndicatorsDocument {
  /** The order in which every page shows indicators. */
  static final Comparator<IndicatorDefinition> ORDER =
      Comparator.comparing(IndicatorDefinition::theme).thenComparing(IndicatorDefinition::id);

  private final ReleaseInputs inputs;
  private final Places places;

  private IndicatorsDocument(ReleaseInputs inputs, Places places) {
    this.inputs = inputs;
    this.places = places;
  }

  /**
   * The document.
   *
   * @param levels by indicator id: the levels that have values
   * @param through by indicator id: the last day that a published value covers
   */
  static Map<String, Object> of(
      ReleaseInputs inputs,
      Places places,
      Map<String, List<String>> levels,
      Map<String, LocalDate> through) {
    return new IndicatorsDocument(inputs, places).document(levels, through);
  }

  private Map<String, Object> document(
      Map<String, List<String>> levels, Map<String, LocalDate> through) {
    List<IndicatorDefinition> ordered =
        inputs.definitions().values().stream().sorted(ORDER).toList();
    TreeSet<Theme> themes = new TreeSet<>();
    ordered.forEach(definition -> themes.add(definition.theme()));
    Map<String, Object> document = new TreeMap<>();
    document.put(
        "themes",
        themes.stream()
            .map(
                theme -> {
                  Map<String, Object> entry = new TreeMap<>();
                  entry.put("theme", theme.code());
                  entry.put("name", IndicatorWords.theme(theme));
                  return entry;
                })
            .toList());
    document.put(
        "indicators",
        ordered.stream()
            .map(
                definition ->
                    entry(
                        definition,
                        levels.getOrDefault(definition.id(), List.of()),
                        through.get(definition.id())))
            .toList());
    return document;
  }

  private Map<String, Object> entry(
      IndicatorDefinition definition, List<String> levels, LocalDate through) {
    Map<String, Object> entry = new TreeMap<>();
    entry.put("id", definition.id());
    entry.put("slug", definition.slug());
    entry.put("version", definition.version());
    entry.put("name", definition.name());
    entry.put("plainName", definition.plainName());
    entry.put("theme", definition.theme().code());
    entry.put("sentence", Words.sentence(definition.sentence()));
    entry.put("rationale", Words.sentence(definition.rationale()));
    entry.put("numeratorText", Words.sentence(definition.numeratorText()));
    entry.put(
        "denominatorText",
        definition.denominatorText().isBlank()
            ? null
            : Words.sentence(definition.denominatorText()));
    entry.put("unit", definition.unit().code());
    entry.put("unitText", IndicatorWords.unit(definition.unit()));
    entry.put("multiplier", definition.multiplier());
    entry.put("decimals", definition.decimals());
    entry.put("polarity", definition.polarity().code());
    entry.put("method", definition.method().code());
    entry.put("methodText", IndicatorWords.method(definition.method()));
    entry.put("formula", IndicatorWords.formula(definition));
    entry.put("step", definition.frequency().code());
    entry.put("window", definition.window().code());
    entry.put("windowText", IndicatorWords.window(definition));
    entry.put(
        "serialInterval",
        definition.signals().serialInterval().map(IndicatorsDocument::interval).orElse(null));
    entry.put("levels", places.levels().stream().filter(levels::contains).toList());
    entry.put("groups", definition.groups().stream().map(GroupBy::code).toList());
    entry.put(
        "target",
        definition.target().isPresent()
            ? CanonicalJson.rounded(definition.target().getAsDouble(), definition.decimals() + 2)
            : null);
    entry.put("suppression", suppression(definition));
    entry.put(
        "quality",
        definition.dataset().equals(IndicatorDefinition.LEDGER)
            ? null
            : QualityWords.rule(definition.quality()));
    entry.put("sources", sources(definition));
    entry.put("caveats", definition.caveats());
    entry.put("owner", definition.owner().isBlank() ? null : definition.owner());
    entry.put("purpose", definition.purpose());
    entry.put(
        "standardPopulation",
        definition.standardPopulation().map(StandardPopulation::code).orElse(null));
    entry.put("needs", definition.need().map(IndicatorNeed::words).orElse(null));
    entry.put("changes", changes(definition));
    entry.put("dataThrough", through == null ? null : through.toString());
    entry.put(
        "vintage",
        inputs
            .vintage(definition)
            .map(instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString())
            .orElse(null));
    return entry;
  }

  private static Map<String, Object> suppression(IndicatorDefinition definition) {
    Map<String, Object> suppression = new TreeMap<>();
    suppression.put(
        "threshold",
        definition.suppression() instanceof SuppressionRule.Below below ? below.threshold() : null);
    suppression.put("text", IndicatorWords.suppression(definition.suppression()));
    return suppression;
  }

  private List<Map<String, Object>> sources(IndicatorDefinition definition) {
    List<Map<String, Object>> sources = new ArrayList<>();
    for (String id : inputs.contractIds()) {
      if (!inputs.feeds(id, definition)) {
        continue;
      }
      Contract contract = Objects.requireNonNull(inputs.contract(id), id);
      TreeSet<String> partners = new TreeSet<>();
      for (LedgerEntry entry : inputs.current()) {
        if (entry.contract().equals(id)) {
          partners.add(inputs.partnerName(entry.partner()));
        }
      }
      Map<String, Object> source = new TreeMap<>();
      source.put("contract", id);
      source.put("name", contract.name());
      source.put("partners", List.copyOf(partners));
      source.put("licence", contract.licence().isBlank() ? null : contract.licence());
      sources.add(source);
    }
    return sources;
  }

  private static List<Map<String, Object>> changes(IndicatorDefinition definition) {
    return definition.changes().stream()
        .sorted(
            Comparator.comparing(org.commonplace.schemas.IndicatorChange::date)
                .thenComparing(org.commonplace.schemas.IndicatorChange::version)
                .reversed())
        .map(
            change -> {
              Map<String, Object> entry = new TreeMap<>();
              entry.put("version", change.version());
              entry.put("text", Words.sentence(change.text()));
              return entry;
            })
        .toList();
  }

  private static Map<String, Object> interval(SerialIntervalSetting setting) {
    Map<String, Object> interval = new TreeMap<>();
    interval.put("mean", setting.mean());
    interval.put("sd", setting.sd());
    interval.put("source", setting.source());
    return interval;
  }
}
