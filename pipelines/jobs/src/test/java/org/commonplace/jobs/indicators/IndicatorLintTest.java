package org.commonplace.jobs.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.commonplace.schemas.DefinitionFile;
import org.commonplace.schemas.Polarity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorLintTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Persistent absence | LOW_IS_GOOD",
        "Active homelessness | LOW_IS_GOOD",
        "Readmission within 30 days | LOW_IS_GOOD",
        "MMR1 vaccination by 24 months | HIGH_IS_GOOD",
        "Gap in MMR1 vaccination coverage | LOW_IS_GOOD",
        "Children not vaccinated by 24 months | LOW_IS_GOOD",
        "Submission completeness | HIGH_IS_GOOD",
        "Assessments within 45 working days | HIGH_IS_GOOD",
        "Case interviewed within 24 hours | HIGH_IS_GOOD",
        // The three that Fingertips' own sample has the wrong way round.
        "Healthy life expectancy at birth | HIGH_IS_GOOD",
        "Year 6 prevalence of obesity | LOW_IS_GOOD",
        "NHS Health Checks offered | HIGH_IS_GOOD"
      })
  void wordsSayWhichDirectionIsGood(String name, Polarity good) {
    assertThat(PolarityRules.of("ZZ-01", name).orElseThrow().good()).isEqualTo(good);
  }

  @Test
  void wordsThatNoRuleKnowsSayNothing() {
    assertThat(PolarityRules.of("ZZ-01", "Children in need on 31 March")).isEmpty();
  }

  @Test
  void aNumeratorThatIsNoPartOfItsDenominatorIsShownByAUnit() {
    write(
        "HM-03",
        "mine",
        "denominator: \"last_exit not in ('care', 'deceased')\"",
        "denominator: \"last_exit not in ('permanent', 'care')\"");

    assertThat(findings("mine.yaml"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.field()).isEqualTo("numerator");
              assertThat(finding.line()).isPositive();
              assertThat(finding.message())
                  .isEqualTo("can exceed the denominator: with last_exit = permanent");
              assertThat(finding.advice()).contains("(denominator) and (numerator)");
            });
  }

  @Test
  void numbersAreHeldAgainstEachOtherToo() {
    write(
        "EDU-01",
        "sessions",
        "numerator: absent * 10 >= possible\ndenominator: \"true\"",
        "numerator: absent\ndenominator: possible");
    write(
        "EDU-02",
        "bounded",
        "numerator: absent * 2 >= possible\ndenominator: \"true\"",
        "numerator: least(absent, possible)\ndenominator: possible");

    assertThat(findings("sessions.yaml"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("absent = ", "possible = "));
    // A negative number of absences is no part of anything either.
    assertThat(findings("bounded.yaml")).isEmpty();
  }

  @Test
  void theSameCountUnderTwoNamesIsFound() {
    write("EDU-01", "copy", "id: EDU-01\n", "id: EDU-77\n", "slug: persistent", "slug: again");

    assertThat(findings(".yaml"))
        .filteredOn(finding -> finding.severity() == LintFinding.Severity.ERROR)
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.text()).contains("counts the same as EDU-01").contains("copy"));
  }

  @Test
  void unitMethodAndWordsMustAgree() {
    write("POL-03", "unit", "unit: per_10000", "unit: per_1000");
    write("CSC-01", "share", "unit: per_10000", "unit: percent");

    assertThat(findings("unit.yaml"))
        .extracting(LintFinding::message)
        .containsExactly("is per_1000, the sentence says every 10,000");
    assertThat(findings("share.yaml"))
        .extracting(LintFinding::message)
        .contains("is percent, but byar-repeated makes a rate that no whole bounds");
  }

  @Test
  void whatIsMissingIsNamed() {
    write(
        "HSG-01",
        "bare",
        "version: 1.0.0",
        "version: 1.1.0",
        "standardPopulation: none\n",
        "",
        """
        caveats:
          - A person who leaves on the last day is not counted.
          - The area is that of the service's latest open episode.
        """,
        "");

    assertThat(findings("bare.yaml"))
        .extracting(LintFinding::field)
        .containsExactlyInAnyOrder("changes", "standardPopulation", "caveats");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EDU-01 | Counts in the numerator: absent = ",
        "POL-03 | A partner writes <5: numerator between 1 and 4, denominator 12,000: between ",
        "HSG-02 | Numerator 24, denominator 32: -8",
        "DQ-04 | Numerator 24, denominator 32: 25.0%",
        "HSG-03b | Numerator 24, denominator 32 in each of 7 months: 2",
        "HLT-03 | at most 29 days later, and call its date readmission",
        "INF-01 | Numerator 24: 24",
        "SUP-01 | Numerator 24, denominator 32: 0.8 days",
        "XSV-01 | it needs linked people",
        "XSV-03 | Take the rows of the dataset police_incident that came under merrowby-incidents",
        "PH-02b | the distance between the most and the least deprived fifth, turned so that",
        "PH-02b | Numerator 24, denominator 160: -3.1% (95% limits ",
        "XSV-03 | Numerator 24, denominator 32: 0.75 (95% limits 0.44 to 1.27"
      })
  void anExplanationWorksAnExampleWithTheMethodItself(String id, String line) {
    assertThat(IndicatorExplanation.of(id, List.of(), Optional.empty()))
        .contains("How it is computed", "What to bear in mind")
        .anySatisfy(each -> assertThat(each).contains(line));
  }

  @Test
  void whatDoesNotCompileIsAnErrorWithItsLine() {
    write("POL-03", "broken", "where: kind = 'missing_child'", "where: read_csv('/etc/passwd')");

    assertThat(findings("broken.yaml"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.line()).isPositive();
              assertThat(finding.message()).isEqualTo("the function read_csv is not allowed");
            });
  }

  private List<LintFinding> findings(String file) {
    return IndicatorLint.of(List.of(), Optional.of(folder)).stream()
        .filter(finding -> finding.file().endsWith(file))
        .toList();
  }

  private void write(String id, String name, String... replacements) {
    String text =
        DefinitionFile.shipped("indicators", ".yaml").stream()
            .filter(file -> file.path().endsWith("/" + id + ".yaml"))
            .findFirst()
            .orElseThrow()
            .text();
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(text).contains(replacements[i]);
      text = text.replace(replacements[i], replacements[i + 1]);
    }
    try {
      Files.writeString(folder.resolve(name + ".yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
