package org.commonplace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class QualityRuleParserTest {
  private final Problems problems = new Problems();

  @Test
  void whatIsNotGivenIsAsInTheStandardRule() {
    assertThat(rule("id: EDU-01")).isEqualTo(QualityRule.DEFAULT);
    assertThat(rule("quality: {care: {acceptance: 99}, withhold: {completeness: 0}, flow: DQ-04}"))
        .isEqualTo(
            new QualityRule(
                new QualityRule.Shares(100, 0, 99),
                new QualityRule.Shares(0, 0, 50),
                36,
                Optional.of("DQ-04")));
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void everyMistakeIsNamed() {
    rule(
        """
        quality:
          care: {completeness: 40, colour: 3}
          withhold: {acceptance: 120}
          denominatorMonths: 0
          flow: homelessness
        """);

    assertThat(problems.list())
        .extracting(Problem::text)
        .satisfiesExactlyInAnyOrder(
            text -> assertThat(text).contains("no such field: colour"),
            text -> assertThat(text).contains("out of range: 120"),
            text -> assertThat(text).contains("out of range: 0"),
            text -> assertThat(text).contains("flow names no indicator"),
            text -> assertThat(text).contains("withholds at 50% what needs no care from 40%"));
  }

  private QualityRule rule(String yaml) {
    YamlNode node = YamlNode.parse(new DefinitionFile("test.yaml", yaml), problems).orElseThrow();
    return new QualityRuleParser(problems).rule(YamlFields.of(node, problems));
  }
}
