package org.commonplace.jobs.homelessness;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.stage.StageOutcome;
import org.commonplace.methods.flow.FunctionalZero;
import org.commonplace.schemas.Definitions;

/**
 * A place's by-name list as Built for Zero keeps it, from the episodes in the lake: who is homeless
 * now, who came and who left in every month and by which way, whether the list can be relied on,
 * functional zero for veterans and for chronic homelessness, and returns from housing.
 *
 * <p>The list has a row for each person, by token, and its counts are not suppressed. It is for
 * those who keep the list: it goes to a folder that the caller names and never into a release.
 *
 * @see <a href="https://joinbuiltforzero.org/resources/data-reliability-faq">Data reliability</a>
 */
public final class ByNameList {
  private static final String FOLDER = "reports/built-for-zero";

  private final Workspace workspace;
  private final Definitions definitions;
  private final YearMonth month;
  private final Optional<String> place;
  private final ByNameRules rules;

  /**
   * @param definitions contracts, which say what may be used for it
   * @param month the list is of its last day
   * @param place code of the place whose people, with those of the places below it, are on the
   *     list; everybody when empty
   */
  public ByNameList(
      Workspace workspace,
      Definitions definitions,
      YearMonth month,
      Optional<String> place,
      ByNameRules rules) {
    this.workspace = workspace;
    this.definitions = definitions;
    this.month = month;
    this.place = place;
    this.rules = rules;
  }

  /**
   * Writes {@code by_name_list.csv}, {@code flow.csv} and {@code returns.csv}.
   *
   * @param folder where to; files of the same names are replaced
   * @param asOf only what was received by the end of this day (UTC) counts; empty: everything
   * @throws org.commonplace.jobs.stage.StageFailure when the lake has no episodes
   */
  public StageOutcome write(Path folder, Optional<LocalDate> asOf) {
    LakeEpisodes lake = LakeEpisodes.find(workspace, definitions, month, asOf);
    try (Kernel kernel = Kernel.open(KernelSettings.single().reading(lake.folders()))) {
      lake.createViews(kernel);
      prepare(kernel);
      List<FlowHistory> histories = histories(kernel);
      List<List<String>> list = list(kernel);
      CsvText.write(folder.resolve("by_name_list.csv"), list);
      CsvText.write(folder.resolve("flow.csv"), flow(histories));
      CsvText.write(folder.resolve("returns.csv"), returns(kernel));
      List<String> lines = new ArrayList<>();
      lines.add((list.size() - 1) + " people on the list of " + month + ", in " + folder);
      lines.addAll(histories.stream().map(this::sentence).toList());
      lines.add("the list is of persons and not suppressed: for those who keep it only");
      return new StageOutcome(lines, 3);
    }
  }

  private void prepare(Kernel kernel) {
    kernel.execute(
        "CREATE TEMP MACRO list_day() AS DATE " + Kernel.literal(month.atEndOfMonth().toString()));
    kernel.execute(
        "CREATE TEMP MACRO wanted_place() AS CAST("
            + place.map(Kernel::literal).orElse("NULL")
            + " AS VARCHAR)");
    kernel.execute("CREATE TEMP MACRO return_ignored_days() AS " + rules.returnIgnoredDays());
    SqlFiles.statements(FOLDER).forEach(kernel::execute);
  }

  private static List<List<String>> list(Kernel kernel) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("person", "place", "kind", "homeless_since", "came", "veteran", "chronic"));
    rows.addAll(
        texts(
            kernel,
            "SELECT person, place, kind, homeless_since, came, veteran, chronic FROM by_name_list"
                + " ORDER BY person",
            7));
    return rows;
  }

  private List<FlowHistory> histories(Kernel kernel) {
    Map<Population, List<MonthlyFlow>> flows = new EnumMap<>(Population.class);
    for (Population population : Population.values()) {
      flows.put(population, flows(kernel, population));
    }
    return Arrays.stream(Population.values())
        .map(each -> new FlowHistory(each, flows.get(each), flows.get(Population.ALL), rules))
        .toList();
  }

  private static List<MonthlyFlow> flows(Kernel kernel, Population population) {
    return kernel.rows(
        "SELECT m.first_day, count(*) FILTER (at_end AND belongs), count(*) FILTER (at_end AND"
            + " belongs IS NULL), "
            + came("newly_identified")
            + ", "
            + came("returned_from_housing")
            + ", "
            + came("returned_from_inactive")
            + ", "
            + gone("housed")
            + ", "
            + gone("inactive")
            + ", "
            + gone("left_without_record")
            + " FROM months m LEFT JOIN (SELECT *, "
            + population.condition()
            + " AS belongs FROM person_months) p USING (first_day) GROUP BY m.first_day ORDER BY"
            + " m.first_day",
        ByNameList::monthlyFlow);
  }

  private static String came(String way) {
    return "count(*) FILTER (belongs AND came = '" + way + "')";
  }

  private static String gone(String way) {
    return "count(*) FILTER (belongs AND gone = '" + way + "')";
  }

  private static MonthlyFlow monthlyFlow(ResultSet row) throws SQLException {
    return new MonthlyFlow(
        row.getObject(1, LocalDate.class),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9));
  }

  private static List<List<String>> flow(List<FlowHistory> histories) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "month",
            "population",
            "active",
            "active_unknown",
            "newly_identified",
            "returned_from_housing",
            "returned_from_inactive",
            "housed",
            "inactive",
            "left_without_record",
            "reliability_percent",
            "reliability",
            "functional_zero",
            "months_sustained"));
    for (FlowHistory history : histories) {
      for (int i = 0; i < history.months().size(); i++) {
        rows.add(flowRow(history, i));
      }
    }
    return rows;
  }

  private static List<String> flowRow(FlowHistory history, int index) {
    MonthlyFlow flow = history.months().get(index);
    Optional<FunctionalZero> zero = history.functionalZero();
    return List.of(
        YearMonth.from(flow.firstDay()).toString(),
        history.population().code(),
        Long.toString(flow.active()),
        Long.toString(flow.unknown()),
        Long.toString(flow.newlyIdentified()),
        Long.toString(flow.returnedFromHousing()),
        Long.toString(flow.returnedFromInactive()),
        Long.toString(flow.housed()),
        Long.toString(flow.inactive()),
        Long.toString(flow.leftWithoutRecord()),
        history.reliability(index).isPresent()
            ? String.format(Locale.ROOT, "%.1f", history.reliability(index).getAsDouble())
            : "",
        code(history.verdict(index)),
        zero.map(each -> code(each.at(index))).orElse(""),
        zero.map(each -> Integer.toString(each.monthsSustained(index))).orElse(""));
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Cohorts by month; a share is there once everybody of the cohort has been followed so long. */
  private static List<List<String>> returns(Kernel kernel) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "cohort",
            "housed",
            "returned_0_6_months",
            "returned_6_12_months",
            "returned_12_24_months",
            "percent_within_6",
            "percent_within_12",
            "percent_within_24"));
    rows.addAll(
        texts(
            kernel,
            "SELECT strftime(cohort, '%Y-%m'), housed, "
                + String.join(", ", band(6, "within_6"), band(12, "within_12 - within_6"))
                + ", "
                + band(24, "within_24 - within_12")
                + ", "
                + String.join(", ", percent(6), percent(12), percent(24))
                + " FROM returns ORDER BY cohort",
            8));
    return rows;
  }

  private static String band(int months, String count) {
    return "CASE WHEN " + followed(months) + " THEN " + count + " END";
  }

  private static String percent(int months) {
    return band(months, "printf('%.1f', 100 * within_" + months + " / housed)");
  }

  private static String followed(int months) {
    return "last_day(cohort) + INTERVAL " + months + " MONTH <= list_day()";
  }

  private static List<List<String>> texts(Kernel kernel, String sql, int columns) {
    return kernel.rows(
        sql,
        row -> {
          List<String> cells = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            cells.add(row.getString(i) == null ? "" : row.getString(i));
          }
          return cells;
        });
  }

  private String sentence(FlowHistory history) {
    if (history.months().isEmpty()) {
      return history.population().code() + ": nobody yet";
    }
    int last = history.months().size() - 1;
    MonthlyFlow flow = history.months().get(last);
    return history.population().code()
        + ": "
        + flow.active()
        + " active, "
        + flow.inflow()
        + " came, "
        + flow.outflow()
        + " left, data "
        + code(history.verdict(last)).replace('_', ' ')
        + history
            .functionalZero()
            .map(
                zero ->
                    ", functional zero "
                        + code(zero.at(last)).replace('_', ' ')
                        + " ("
                        + zero.monthsSustained(last)
                        + " months)")
            .orElse("");
  }
}
