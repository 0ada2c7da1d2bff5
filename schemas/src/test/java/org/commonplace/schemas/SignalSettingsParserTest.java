package org.commonplace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignalSettingsParserTest {
  private final Problems problems = new Problems();

  @Test
  void whatIsNotGivenIsNotThere() {
    assertThat(settings("id: INF-01")).isEqualTo(SignalSettings.NONE);
    assertThat(
            settings(
                """
                signals:
                  detectors: [{name: excess-windows}]
                  rareDetectors: [{name: g-chart, alpha: 0.005}]
                  serialInterval: {mean: 3.6, sd: 1.6, source: Cowling and others 2009}
                  holidays: italy
                """))
        .isEqualTo(
            new SignalSettings(
                List.of(new DetectorSetting("excess-windows", 0.01)),
                List.of(new DetectorSetting("g-chart", 0.005)),
                Optional.of(new SerialIntervalSetting(3.6, 1.6, "Cowling and others 2009")),
                "italy"));
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void everyMistakeIsNamed() {
    settings(
        """
        signals:
          rareDetectors: [{name: g-chart, alpha: 0.7}]
          serialInterval: {mean: 0.5, sd: 1, source: nobody}
          colour: red
        """);
    assertThat(problems.list())
        .extracting(Problem::text)
        .satisfiesExactlyInAnyOrder(
            text -> assertThat(text).contains("names no detector"),
            text -> assertThat(text).contains("alpha is out of range"),
            text -> assertThat(text).contains("after 0.5 days"),
            text -> assertThat(text).contains("no such field: colour"));
  }

  private SignalSettings settings(String yaml) {
    YamlNode node = YamlNode.parse(new DefinitionFile("x.yaml", yaml), problems).orElseThrow();
    return new SignalSettingsParser(problems).settings(YamlFields.of(node, problems));
  }
}
