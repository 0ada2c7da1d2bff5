package org.commonplace.jobs.release;

import java.util.Map;
import java.util.TreeMap;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorUnit;

/** What a series says, in plain words. No sentence holds a number that is not in the series. */
final class SeriesSentences {
  private static final int TITLE_WORDS = 12;
  private static final double WHOLE = 100;

  private final Series series;
  private final Places places;
  private final IndicatorDefinition definition;
  private final PublishedRow now;

  private SeriesSentences(Series series, Places places) {
    this.series = series;
    this.places = places;
    this.definition = series.definition();
    this.now = series.latestRow();
  }

  /** Title and summary always; comparison, trend, spc and note where there is something to say. */
  static Map<String, Object> of(Series series, Places places) {
    SeriesSentences sentences = new SeriesSentences(series, places);
    Map<String, Object> text = new TreeMap<>();
    text.put("title", sentences.title());
    text.put("summary", sentences.summary());
    put(text, "comparison", sentences.comparison());
    put(text, "trend", sentences.trend());
    put(text, "spc", sentences.chart());
    put(text, "note", sentences.note());
    put(text, "growth", series.growth().map(CountGrowth::sentence).orElse(""));
    put(
        text,
        "reproduction",
        ReproductionNumber.of(series).map(ReproductionNumber::sentence).orElse(""));
    put(text, "quality", QualityWords.of(sentences.now.quality()));
    return text;
  }

  private static void put(Map<String, Object> text, String key, String sentence) {
    if (!sentence.isEmpty()) {
      text.put(key, sentence);
    }
  }

  private String title() {
    String verdict = series.trend().verdict();
    String place = series.place().name();
    String name = Words.inside(definition.name());
    int left = TITLE_WORDS - words(verdict) - words(place) - 1;
    return verdict + ": " + Words.shortened(name, Math.max(2, left)) + " in " + place;
  }

  private static int words(String text) {
    return text.strip().split("\\s+").length;
  }

  private String summary() {
    if (!now.isShown()) {
      return absence(now.state(), series.step().name(now.periodEnd()));
    }
    StringBuilder text = new StringBuilder(amount(now.value()));
    if (now.lower95() != null && now.upper95() != null) {
      text.append(" (95% confidence interval: ")
          .append(interval(now.lower95(), now.upper95()))
          .append(")");
    }
    if (now.valueLow() != null && now.valueHigh() != null && now.valueLow() < now.valueHigh()) {
      text.append(", but anywhere between ")
          .append(amount(now.valueLow()))
          .append(" and ")
          .append(amount(now.valueHigh()))
          .append(" as a partner gave small counts only as a range,");
    }
    return text.append(" ").append(series.step().inWords(now.periodEnd())).append(".").toString();
  }

  private String interval(double low, double high) {
    String unit = IndicatorWords.unit(definition.unit());
    return unit.equals("%")
        ? amount(low) + " to " + amount(high)
        : Words.number(low, definition.decimals())
            + " to "
            + Words.number(high, definition.decimals());
  }

  private String amount(double value) {
    return Words.amount(value, definition.decimals(), IndicatorWords.unit(definition.unit()));
  }

  /** Why there is no number. */
  static String absence(String state, String period) {
    return switch (state) {
      case "suppressed" -> "The number for " + period + " is hidden to protect people.";
      case "not_submitted" -> "No data was sent for " + period + ".";
      case "too_few" -> "There is too little data for " + period + " to give a number.";
      case "failed_validation" ->
          "The data sent for " + period + " did not pass its checks, so no number is shown.";
      case "withheld" -> "The number for " + period + " is withheld.";
      default -> "There is nothing to count for " + period + ".";
    };
  }

  private String comparison() {
    if (!now.isShown() || now.parentValue() == null) {
      return "";
    }
    String parent = places.name(now.parent()) + " (" + amount(now.parentValue()) + ")";
    String strength =
        now.comparison998().equals(now.comparison95())
            ? "; the difference is far larger than chance explains."
            : "; the difference is larger than chance explains.";
    return switch (now.comparison95()) {
      case "better" -> "Better than " + parent + strength;
      case "worse" -> "Worse than " + parent + strength;
      case "higher" -> "Higher than " + parent + strength;
      case "lower" -> "Lower than " + parent + strength;
      case "similar" -> "Not clearly different from " + parent + ".";
      default -> "";
    };
  }

  private String trend() {
    if (!now.isShown()) {
      return "";
    }
    PublishedRow before = series.yearBefore();
    String earlier =
        before == null
            ? ""
            : " A year before, "
                + series.step().inWords(before.periodEnd())
                + ", it was "
                + amount(before.value())
                + ".";
    String basis = trendBasis(before);
    String verdict =
        switch (series.trend()) {
          case BETTER -> "It is getting better" + basis + ".";
          case WORSE -> "It is getting worse" + basis + ".";
          case RISING -> "It is rising" + basis + ".";
          case FALLING -> "It is falling" + basis + ".";
          case NO_CHANGE -> "There is no real change" + basis + ".";
          case TOO_FEW ->
              series.growth().isPresent()
                  ? "The counts vary too much to say whether it is changing."
                  : "There are too few values to say whether it is changing.";
        };
    return verdict + earlier;
  }

  private String trendBasis(PublishedRow before) {
    if (Trend.ofChartPoint(now.spcPoint()) != Trend.TOO_FEW) {
      String step = series.step().step();
      return " compared with the usual variation from " + step + " to " + step;
    }
    return Trend.ofYear(before, now, definition.polarity()) == Trend.TOO_FEW
        ? series.growth().map(growth -> " over the " + growth.span()).orElse("")
        : " compared with a year before";
  }

  private String chart() {
    String target =
        definition.target().isPresent() ? amount(definition.target().getAsDouble()) : "";
    String assurance = series.rows().get(series.rows().size() - 1).spcAssurance();
    if (target.isEmpty() || assurance == null) {
      return "";
    }
    return switch (assurance) {
      case "pass" -> "As things are, the target of " + target + " will be met.";
      case "fail" -> "As things are, the target of " + target + " will be missed.";
      case "hit_and_miss" ->
          "As things are, the target of "
              + target
              + " will be met in some periods and missed in"
              + " others.";
      default -> "";
    };
  }

  private String note() {
    StringBuilder note = new StringBuilder();
    if (now.state().equals("provisional")) {
      note.append("Provisional: not all the data behind it is there yet, so it may change. ");
    }
    if (now.isShown() && definition.unit() == IndicatorUnit.PERCENT && now.value() > WHOLE) {
      note.append(
          "More than 100%: more was counted than the whole that it is a share of. It is not cut"
              + " off, as that would hide what was sent twice or counted elsewhere. ");
    }
    PublishedRow last = series.rows().get(series.rows().size() - 1);
    if (series.latest() < series.rows().size() - 1 && last != null) {
      note.append(absence(last.state(), series.step().name(last.periodEnd())));
    }
    return note.toString().strip();
  }
}
