package org.commonplace.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndicatorDefinitionsTest {
  @TempDir Path directory;

  @Test
  void shippedDefinitionsAreTheOnesTheIssueNames() {
    SortedMap<String, IndicatorDefinition> shipped = IndicatorDefinitions.shipped();

    assertThat(shipped.keySet())
        .contains(
            "EDU-01", "EDU-02", "CSC-01", "CSC-02", "HSG-01", "HSG-06", "POL-03", "HLT-01", "PH-01",
            "PH-03", "SUP-01", "DQ-01", "INF-01");
    IndicatorDefinition absence = shipped.get("EDU-01");
    assertThat(absence.method()).isEqualTo(IndicatorMethod.WILSON);
    assertThat(absence.multiplier()).isEqualTo(100);
    assertThat(absence.rollUp().orElseThrow().columns().keySet())
        .containsExactly("possible", "absent");
    assertThat(absence.ageBands())
        .containsExactly(
            new AgeBand("0-4", 0, 4),
            new AgeBand("5-10", 5, 10),
            new AgeBand("11-15", 11, 15),
            new AgeBand("16+", 16, Integer.MAX_VALUE));
    assertThat(absence.numerator().low().line()).isPositive();
  }

  @Test
  void everyMistakeOfEveryFileIsReportedAtOnceWithItsLine() throws IOException {
    write(
        "one.yaml",
        shippedText("EDU-01.yaml")
            .replace("decimals: 1", "decimals: lots")
            .replace("groups: [sex, age_band,", "groups: [sex, shoe_size,")
            .replace("dataset: attendance", "dataset: attendence")
            .replace("purpose: shared-outcomes", "purpos: shared-outcomes"));
    write("two.yaml", shippedText("CSC-01.yaml").replace("window: period", "window: as-at-end"));

    assertThatThrownBy(() -> IndicatorDefinitions.load(Optional.of(directory)))
        .isInstanceOfSatisfying(
            DefinitionException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::text)
                    .anySatisfy(
                        text ->
                            assertThat(text)
                                .contains("one.yaml:13: decimals: is not a whole number")
                                .contains("from 0 to 6"))
                    .anySatisfy(
                        text ->
                            assertThat(text)
                                .contains("groups[1]: there is no group 'shoe_size'")
                                .contains("deprivation_quintile"))
                    .anySatisfy(text -> assertThat(text).contains("no dataset 'attendence'"))
                    .anySatisfy(text -> assertThat(text).contains("the field purpose is missing"))
                    .anySatisfy(text -> assertThat(text).contains("no such field: purpos"))
                    .anySatisfy(
                        text -> assertThat(text).contains("two.yaml").contains("belong together"))
                    .hasSize(6));
  }

  @Test
  void aDefinitionOfTheDirectoryStandsInForTheShippedOneAndTheHighestVersionCounts()
      throws IOException {
    write("same.yaml", shippedText("EDU-01.yaml").replace("decimals: 1", "decimals: 2"));
    write(
        "newer.yaml",
        shippedText("EDU-02.yaml")
            .replace("version: 1.0.0", "version: 1.10.0")
            .replace("decimals: 1", "decimals: 3"));
    write(
        "older.yaml",
        shippedText("EDU-02.yaml")
            .replace("version: 1.0.0", "version: 1.9.0")
            .replace("decimals: 1", "decimals: 4"));

    SortedMap<String, IndicatorDefinition> loaded =
        IndicatorDefinitions.load(Optional.of(directory));

    assertThat(loaded.get("EDU-01").decimals()).isEqualTo(2);
    assertThat(loaded.get("EDU-02").decimals()).isEqualTo(3);
  }

  @Test
  void twoDatasetsAreDividedByAMethodThatFitsThem() throws IOException {
    String ratio = shippedText("XSV-03.yaml");
    write("share.yaml", ratio.replace("ratio-of-counts", "wilson").replace("ratio\n", "percent\n"));
    write("same.yaml", ratio.replace("dataset: police_incident", "dataset: social_care_referral"));
    write("feed.yaml", ratio.replace("dataset: police_incident", "dataset: observation"));
    write(
        "twice.yaml", ratio.replace("denominatorFrom:", "denominator: \"true\"\ndenominatorFrom:"));
    write("count.yaml", ratio.replace("  count: \"true\"", "  counted: \"true\""));

    assertThatThrownBy(() -> IndicatorDefinitions.load(Optional.of(directory)))
        .isInstanceOfSatisfying(
            DefinitionException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::text)
                    // All five have the id of the shipped one.
                    .filteredOn(text -> !text.contains(": id: "))
                    .anySatisfy(text -> assertThat(text).contains("no such field: counted"))
                    .anySatisfy(text -> assertThat(text).contains("the field count is missing"))
                    .anySatisfy(
                        text -> assertThat(text).contains("does not fit the dataset observation"))
                    .anySatisfy(
                        text -> assertThat(text).contains("names the dataset of the numerator"))
                    .anySatisfy(
                        text -> assertThat(text).contains("wilson is of counts of one dataset"))
                    .anySatisfy(
                        text -> assertThat(text).contains("does not fit the denominators given"))
                    .hasSize(6));
  }

  @Test
  void anInequalityCountsWhatItComparesCounts() throws IOException {
    IndicatorDefinition slope = IndicatorDefinitions.shipped().get("PH-02");
    IndicatorDefinition compared = IndicatorDefinitions.shipped().get("PH-01");
    assertThat(slope.numerator()).isEqualTo(compared.numerator());
    assertThat(slope.inequality())
        .contains(new Inequality("PH-01", IndicatorMethod.WILSON, Polarity.HIGH_IS_GOOD));

    String text = shippedText("PH-02.yaml");
    write("own.yaml", text.replace("groups: []", "groups: []\nnumerator: given"));
    write("nobody.yaml", shippedText("PH-02b.yaml").replace("Of: PH-01", "Of: PH-99"));
    write("ungrouped.yaml", shippedText("PH-02c.yaml").replace("Of: PH-01", "Of: PH-06"));
    write("monthly.yaml", shippedText("PH-02d.yaml").replace("quarter", "month"));

    assertThatThrownBy(() -> IndicatorDefinitions.load(Optional.of(directory)))
        .isInstanceOfSatisfying(
            DefinitionException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::text)
                    .anySatisfy(
                        found ->
                            assertThat(found)
                                .contains("own.yaml")
                                .contains("is that of the indicator compared"))
                    .anySatisfy(found -> assertThat(found).contains("there is no indicator PH-99"))
                    .anySatisfy(
                        found -> assertThat(found).contains("PH-06 has no fifths to compare"))
                    .anySatisfy(found -> assertThat(found).contains("do not fit those of PH-01"))
                    .hasSize(4));
  }

  @Test
  void aStandardisedRateNeedsAStandardAndItsAges() throws IOException {
    String standardised = shippedText("HLT-02b.yaml");
    write("bands.yaml", standardised.replace("[65-74, 75+]", "[65-73, 74+]"));
    write("none.yaml", shippedText("HLT-02.yaml").replace("byar-repeated", "dsr"));
    write("ages.yaml", shippedText("HLT-03b.yaml").replace("[age_band]", "[age_band, sex]"));

    assertThatThrownBy(() -> IndicatorDefinitions.load(Optional.of(directory)))
        .isInstanceOfSatisfying(
            DefinitionException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::text)
                    .anySatisfy(
                        text ->
                            assertThat(text)
                                .contains("bands.yaml")
                                .contains("the band 65-73 is not made of whole bands"))
                    .anySatisfy(
                        text ->
                            assertThat(text)
                                .contains("none.yaml")
                                .contains("standardPopulation: the method dsr does not fit it"))
                    .anySatisfy(
                        text ->
                            assertThat(text)
                                .contains("ages.yaml")
                                .contains("groups: do not fit a standardised value")));
  }

  @Test
  void theSchoolYearBeginsInSeptember() {
    assertThat(IndicatorWindow.ACADEMIC_YEAR_TO_DATE.firstDay(day("2025-08-01"), day("2025-08-31")))
        .isEqualTo(day("2024-09-01"));
    assertThat(IndicatorWindow.ACADEMIC_YEAR_TO_DATE.firstDay(day("2025-09-01"), day("2025-09-30")))
        .isEqualTo(day("2025-09-01"));
    assertThat(IndicatorWindow.ROLLING_12_MONTHS.firstDay(day("2024-02-01"), day("2024-02-29")))
        .isEqualTo(day("2023-03-01"));
    assertThat(Frequency.WEEK.startOf(day("2025-01-01"))).isEqualTo(day("2024-12-30"));
    assertThat(Frequency.QUARTER.endOf(Frequency.QUARTER.startOf(day("2024-02-29"))))
        .isEqualTo(day("2024-03-31"));
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private static String shippedText(String name) {
    return DefinitionFile.shipped("indicators", ".yaml").stream()
        .filter(file -> file.path().endsWith("/" + name))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
