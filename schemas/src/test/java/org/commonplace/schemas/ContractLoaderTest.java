package org.commonplace.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractLoaderTest {

  @Test
  void everyPartOfAContractIsRead() throws IOException {
    Problems problems = new Problems();
    List<Contract> contracts =
        ContractLoader.load(
            List.of(resource("attendance-1.0.0.yaml")),
            Dataset.shipped(),
            CodeLists.NONE,
            problems);

    assertThat(problems.list()).isEmpty();
    Contract contract = contracts.get(0);
    assertThat(contract.id()).isEqualTo("attendance-northside");
    assertThat(contract.version()).hasToString("1.0.0");
    assertThat(contract.acceptsFrom("northside-schools")).isTrue();
    assertThat(contract.acceptsFrom("southside-schools")).isFalse();
    assertThat(contract.rhythm()).isEqualTo(DeliveryRhythm.MONTHLY);
    assertThat(contract.latencyDays()).isEqualTo(15);
    assertThat(contract.appliesTo().covers(YearMonth.of(2022, 12))).isFalse();
    assertThat(contract.appliesTo().covers(YearMonth.of(2026, 1))).isTrue();
    assertThat(contract.format().types())
        .containsExactly(Format.FileType.CSV, Format.FileType.XLSX);
    assertThat(contract.delivery().key()).isEqualTo(Delivery.Key.MONTH);

    SourceTable pupils = contract.source("pupils").orElseThrow();
    assertThat(pupils.key()).containsExactly("upn", "school", "month");
    SourceColumn upn = pupils.column("upn").orElseThrow();
    assertThat(upn.label()).isEqualTo("Unique Pupil Number");
    assertThat(upn.aliases()).containsExactly("UPN", "Pupil UPN");
    assertThat(upn.identifier()).isEqualTo("upn");
    assertThat(upn.check()).isEqualTo(SourceColumn.Check.UPN);
    assertThat(upn.presence()).isEqualTo(SourceColumn.Presence.REQUIRED);
    assertThat(pupils.column("gender").orElseThrow().codes())
        .containsEntry("M", "M")
        .containsEntry("U", null);
    assertThat(pupils.column("missed").orElseThrow().intervals())
        .isEqualTo(
            Map.of(
                "<5", new SourceColumn.Interval.Between(1, 4),
                "x", new SourceColumn.Interval.Absent(ValueState.SUPPRESSED),
                "z", new SourceColumn.Interval.Absent(ValueState.NOT_APPLICABLE)));
    assertThat(pupils.rules().get(0).severity()).isEqualTo(SourceTable.Severity.ERROR);

    DatasetMapping mapping = contract.mappings().get(0);
    assertThat(mapping.dataset()).isEqualTo("attendance");
    assertThat(mapping.where()).isEqualTo("possible > 0");
    assertThat(mapping.columns())
        .contains(new DatasetMapping.Column("month", "date_trunc('month', month)"));
  }

  @Test
  void aBrokenContractReportsEveryMistakeAtOnceWithLineFieldAndWhatIsAllowed() throws IOException {
    Problems problems = new Problems();
    List<Contract> contracts =
        ContractLoader.load(
            List.of(resource("broken-1.0.0.yaml")), Dataset.shipped(), CodeLists.NONE, problems);

    assertThat(contracts).isEmpty();
    assertThat(problems.list().stream().map(Problem::text))
        .contains(
            "broken-1.0.0.yaml:1: apiVersion: is 'v3.0.0' (allowed: v3.1.0)",
            "broken-1.0.0.yaml:5: version: '1.0' is not a version (allowed: three numbers as in"
                + " 1.0.0)",
            "broken-1.0.0.yaml:6: status: has an unknown value 'live' (allowed: proposed, draft,"
                + " active, deprecated, retired)",
            "broken-1.0.0.yaml:12: slaProperties[0]: is not a frequency: 2 m (allowed: 1 d, 1 w,"
                + " 7 d, 1 m, 3 m, 1 y (value and unit))",
            "broken-1.0.0.yaml:19: customProperties.format.types: there is no file type 'pdf'"
                + " (allowed: csv, xlsx, jsonl, parquet, geojson)",
            "broken-1.0.0.yaml:58: schema[2].customProperties.dataset: there is no dataset absence"
                + " (allowed: "
                + String.join(", ", Dataset.shipped().keySet())
                + ")");
    assertThat(problems.list().stream().map(each -> each.line() + " " + each.message()))
        .contains(
            "3 is not an id",
            "8 there is no such field: colour",
            "17 has an unknown value 'fortnight'",
            "18 is not a regular expression: Unclosed group",
            "20 there is no such field: rejectLimits",
            "14 the custom property purpose is missing or empty",
            "25 has an unknown value 'text'",
            "26 'UPN 2' is not a SQL name",
            "30 'yyyy-bb-dd' is not a date pattern",
            "31 there is no such field: format",
            "35 is neither an interval nor a state",
            "36 is not a number",
            "37 stands on a column of type integer",
            "40 there is no column pupil",
            "41 is not a regular expression: Unclosed character class",
            "42 there is no column amount",
            "42 has 0 groups",
            "23 the label 'u_p n' names both upn and UPN 2",
            "46 bucket is filled by intake and cannot be mapped",
            "47 the dataset attendance has no column pupil",
            "48 is string although the dataset's column is not",
            "49 the field transformLogic is missing",
            "53 there is no source table pupil",
            "54 there is no source table schools",
            "43 does not fill month, which every row of attendance needs",
            "60 has an unknown role 'target'");
    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith(problems.size() + " mistakes in the definitions:\n")
        .hasMessageContaining("there is no dataset absence");
  }

  @Test
  void eachRepeatsAMappingWithItsValuesFilledIn() throws IOException {
    String text =
        resource("attendance-1.0.0.yaml")
            .text()
            .replace("transformLogic: missed}", "transformLogic: $amount}")
            .replace(
                "- {property: where, value: possible > 0}",
                "- {property: where, value: $amount > 0}\n"
                    + "      - {property: each, value: [{amount: missed}, {amount: missed_high}]}");
    Problems problems = new Problems();
    List<DatasetMapping> mappings =
        ContractLoader.load(
                List.of(new DefinitionFile("each.yaml", text)),
                Dataset.shipped(),
                CodeLists.NONE,
                problems)
            .get(0)
            .mappings();

    assertThat(mappings)
        .extracting(DatasetMapping::name)
        .containsExactly("to_attendance_1", "to_attendance_2");
    assertThat(mappings.get(0).where()).isEqualTo("missed > 0");
    assertThat(mappings.get(1).where()).isEqualTo("missed_high > 0");
    assertThat(mappings.get(1).columns())
        .contains(new DatasetMapping.Column("sessions_absent", "missed_high"));

    ContractLoader.load(
        List.of(
            new DefinitionFile(
                "each.yaml", text.replace("{amount: missed_high}", "{amuont: missed_high}"))),
        Dataset.shipped(),
        CodeLists.NONE,
        problems);
    assertThat(problems.list())
        .extracting(Problem::message)
        .contains(
            "has other names than the first entry",
            "the expression $amount > 0 uses $amount, which no entry gives");
  }

  @Test
  void twoFilesMayNotClaimTheSameVersion() throws IOException {
    Problems problems = new Problems();
    DefinitionFile file = resource("attendance-1.0.0.yaml");
    ContractLoader.load(
        List.of(file, new DefinitionFile("copy.yaml", file.text())),
        Dataset.shipped(),
        CodeLists.NONE,
        problems);

    assertThat(problems.list())
        .extracting(Problem::text)
        .containsExactly(
            "copy.yaml:5: version: version 1.0.0 of attendance-northside is also in"
                + " attendance-1.0.0.yaml (allowed: one file per id and version)");
  }

  @Test
  void syntaxMistakesAndDoubleFieldsSayTheirLine() {
    Problems problems = new Problems();
    ContractLoader.load(
        List.of(
            new DefinitionFile("torn.yaml", "id: a\nname: [1, 2\n"),
            new DefinitionFile("empty.yaml", "# nothing\n"),
            new DefinitionFile("list.yaml", "- a\n")),
        Dataset.shipped(),
        CodeLists.NONE,
        problems);
    Problems twice = new Problems();
    YamlNode.parse(new DefinitionFile("twice.yaml", "id: a\nname: b\nid: c\n"), twice);

    assertThat(problems.list())
        .extracting(each -> each.file() + ":" + each.line())
        .containsExactly("empty.yaml:0", "list.yaml:1", "torn.yaml:3");
    assertThat(twice.list())
        .containsExactly(new Problem("twice.yaml", 3, "id", "is given twice", ""));
  }

  @Test
  void aDirectoryAddsContractsAndReplacesShippedOnes(@TempDir Path directory) throws IOException {
    String text = resource("attendance-1.0.0.yaml").text();
    Path folder = Files.createDirectories(directory.resolve("attendance-northside"));
    Files.writeString(folder.resolve("1.0.0.yaml"), text);
    Files.writeString(
        folder.resolve("1.10.0.yaml"), text.replace("version: 1.0.0", "version: 1.10.0"));
    Files.writeString(
        folder.resolve("1.9.0.yml"), text.replace("version: 1.0.0", "version: 1.9.0"));

    Problems problems = new Problems();
    Definitions definitions = Definitions.load(List.of(directory), problems);

    assertThat(problems.list()).isEmpty();
    assertThat(definitions.contract("attendance-northside"))
        .extracting(each -> each.version().toString())
        .startsWith("1.10.0", "1.9.0");
    assertThat(definitions.contract("attendance-northside", "1.0.0").orElseThrow().file())
        .startsWith(directory.toString());
  }

  @Test
  void aFolderThatIsNotThereIsAMistake(@TempDir Path directory) {
    Problems problems = new Problems();
    Definitions.load(List.of(directory.resolve("typo")), problems);

    assertThat(problems.list()).extracting(Problem::message).containsExactly("is not a folder");
  }

  @Test
  void definitionsTravelToWorkers() throws IOException, ClassNotFoundException {
    Definitions definitions = Definitions.shipped();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(definitions);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Definitions arrived = (Definitions) in.readObject();
      assertThat(arrived.datasets()).isEqualTo(definitions.datasets());
      assertThat(arrived.contracts().keySet()).isEqualTo(definitions.contracts().keySet());
    }
  }

  private static DefinitionFile resource(String name) throws IOException {
    try (InputStream in = ContractLoaderTest.class.getResourceAsStream("/" + name)) {
      return new DefinitionFile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
