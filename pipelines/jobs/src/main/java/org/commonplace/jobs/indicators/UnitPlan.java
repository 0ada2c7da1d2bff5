package org.commonplace.jobs.indicators;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.commonplace.schemas.AgeBand;
import org.commonplace.schemas.Frequency;
import org.commonplace.schemas.GroupBy;
import org.commonplace.schemas.IndicatorWindow;

/**
 * How rows become the units that indicators count. Indicators with an equal plan share one pass.
 * SQL that is absent is the empty text.
 *
 * @param dataset dataset read
 * @param contracts contracts whose rows may be used
 * @param columns columns of the dataset that the expressions read
 * @param date date of a row
 * @param where which rows count
 * @param oneRowPer columns that say which rows describe the same thing
 * @param previous name of the column with the same person's earlier date
 * @param followed the column with the same person's next date
 * @param stockFrom first day a row is open
 * @param stockTo day it is closed
 * @param by what a unit is; absent: a row
 * @param aggregates columns of a unit
 * @param having which units count
 * @param usesPeriod whether an aggregate looks at the period it is made for
 * @param frequency length of a period
 * @param window which days count towards it
 * @param groups breakdowns
 * @param ageBands age bands
 */
record UnitPlan(
    String dataset,
    List<String> contracts,
    SortedSet<String> columns,
    String date,
    String where,
    List<String> oneRowPer,
    String previous,
    FollowedSql followed,
    String stockFrom,
    String stockTo,
    String by,
    List<AggregateSql> aggregates,
    String having,
    boolean usesPeriod,
    Frequency frequency,
    IndicatorWindow window,
    List<GroupBy> groups,
    List<AgeBand> ageBands)
    implements Serializable {

  /** The dataset whose rows are counts already. */
  static final String OBSERVATION = "observation";

  boolean isObservation() {
    return dataset.equals(OBSERVATION);
  }

  boolean isStock() {
    return !stockFrom.isEmpty();
  }

  boolean rollsUp() {
    return !by.isEmpty();
  }

  /** Whether every row of a unit is in the bucket of its person. */
  boolean staysInBucket() {
    return !rollsUp() || by.equals("person");
  }

  /** All of the definition that decides which units there are, apart from the breakdowns. */
  List<Object> rowsKey() {
    return List.of(
        dataset,
        plain(date),
        plain(where),
        oneRowPer,
        previous,
        followed,
        plain(stockFrom),
        plain(stockTo),
        plain(by),
        aggregates.stream().map(each -> each.name() + " = " + plain(each.sql())).toList(),
        plain(having),
        frequency,
        window);
  }

  private static String plain(String sql) {
    return sql.strip().replaceAll("\\s+", " ");
  }

  /** Attributes of a unit that the breakdowns need. */
  List<String> attributes() {
    List<String> attributes = new ArrayList<>();
    for (GroupBy group : groups) {
      switch (group) {
        case SEX -> attributes.add("sex");
        case ETHNICITY -> attributes.add("ethnicity");
        case AGE_BAND -> attributes.add(isObservation() ? "age_band" : "birth_month");
        case DEPRIVATION_QUINTILE -> {
          if (isObservation()) {
            attributes.add("deprivation_quintile");
          }
        }
      }
    }
    return attributes;
  }

  /** The breakdowns that are a column of a unit; the quintile of a person is that of the place. */
  List<GroupBy> columnGroups() {
    return groups.stream()
        .filter(group -> isObservation() || group != GroupBy.DEPRIVATION_QUINTILE)
        .toList();
  }
}
