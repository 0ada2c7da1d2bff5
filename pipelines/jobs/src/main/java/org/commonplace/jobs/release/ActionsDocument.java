package org.commonplace.jobs.release;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonplace.schemas.IndicatorDefinition;

/**
 * {@code actions.json}: the outcomes that are off track and what has been promised about them. An
 * outcome of a whole area is in it when it is off track, one of any place when somebody promised to
 * act on it.
 */
final class ActionsDocument {
  private final ReleaseInputs inputs;
  private final Places places;
  private final List<PromisedAction> actions;
  private final List<Outcome> outcomes = new ArrayList<>();

  private record Outcome(
      IndicatorDefinition definition,
      Place place,
      List<String> reasons,
      String verdict,
      List<PromisedAction> actions) {}

  ActionsDocument(ReleaseInputs inputs, Places places, List<PromisedAction> actions) {
    this.inputs = inputs;
    this.places = places;
    this.actions = actions;
  }

  /** Takes notice of a series of a place. */
  void see(Series series) {
    List<String> reasons = OffTrack.reasons(series, places);
    List<PromisedAction> promised =
        actions.stream()
            .filter(
                action ->
                    action.indicator().equals(series.definition().id())
                        && action.place().equals(series.place().code()))
            .toList();
    boolean whole = series.place().parent() == null;
    if (!promised.isEmpty() || (whole && !reasons.isEmpty())) {
      outcomes.add(
          new Outcome(
              series.definition(),
              series.place(),
              reasons,
              series.latestRow().quality().verdict(),
              promised));
    }
  }

  /** The document, when every series has been seen. */
  Map<String, Object> document() {
    LocalDate day = inputs.month().atEndOfMonth();
    List<Outcome> ordered = new ArrayList<>(outcomes);
    ordered.sort(
        Comparator.comparing(Outcome::definition, IndicatorsDocument.ORDER)
            .thenComparing(outcome -> places.levels().indexOf(outcome.place().level()))
            .thenComparing(outcome -> outcome.place().code()));
    List<PromisedAction> unlinked = new ArrayList<>(actions);
    ordered.forEach(outcome -> unlinked.removeAll(outcome.actions()));
    Map<String, Object> document = new TreeMap<>();
    document.put("asAt", day.toString());
    document.put("text", text(ordered, day));
    document.put("outcomes", ordered.stream().map(outcome -> entry(outcome, day)).toList());
    document.put("unlinked", unlinked.stream().map(action -> unlinked(action, day)).toList());
    return document;
  }

  private static Map<String, Object> entry(Outcome outcome, LocalDate day) {
    Map<String, Object> entry = new TreeMap<>();
    entry.put("indicator", outcome.definition().slug());
    entry.put("place", outcome.place().code());
    entry.put("offTrack", !outcome.reasons().isEmpty());
    entry.put("quality", outcome.verdict());
    entry.put(
        "text",
        outcome.reasons().isEmpty()
            ? "On track, or it cannot be said."
            : "Off track, as it " + Words.list(outcome.reasons()) + ".");
    entry.put("actions", outcome.actions().stream().map(action -> action.entry(day)).toList());
    return entry;
  }

  /** An action whose outcome or place this release does not have: kept, and said. */
  private Map<String, Object> unlinked(PromisedAction action, LocalDate day) {
    Map<String, Object> entry = action.entry(day);
    boolean known = inputs.definitions().containsKey(action.indicator());
    entry.put("indicator", action.indicator());
    entry.put("place", action.place());
    entry.put(
        "why",
        !known
            ? "This release has no outcome " + action.indicator() + "."
            : places.place(action.place()) == null
                ? "This release has no place " + action.place() + "."
                : "This release has no number of that outcome for that place.");
    return entry;
  }

  private String text(List<Outcome> ordered, LocalDate day) {
    long off = ordered.stream().filter(outcome -> !outcome.reasons().isEmpty()).count();
    long without =
        ordered.stream()
            .filter(outcome -> !outcome.reasons().isEmpty() && outcome.actions().isEmpty())
            .count();
    long overdue = actions.stream().filter(action -> action.isOverdue(day)).count();
    String start =
        off == 0
            ? "No outcome of the whole area is off track"
            : Words.sentence(
                Words.count(off, "outcome is off track", "outcomes are off track")
                    + (without == 0
                        ? ""
                        : ", " + Words.whole(without) + " of them without an action"));
    return Words.sentence(start)
        + " "
        + Words.sentence(
            Words.count(actions.size(), "action is promised", "actions are promised")
                + (overdue == 0 ? "" : ", " + Words.whole(overdue) + " of them overdue"));
  }
}
