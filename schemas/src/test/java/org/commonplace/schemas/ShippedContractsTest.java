package org.commonplace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedContractsTest {

  @Test
  void everyShippedContractLoads() {
    Problems problems = new Problems();
    Definitions definitions = Definitions.load(List.of(), problems);

    assertThat(problems.list()).isEmpty();
    assertThat(definitions.contracts().values().stream().mapToInt(List::size).sum())
        .isEqualTo(DefinitionFile.shipped("contracts", ".yaml").size());
  }

  @Test
  void everyShippedContractLiesUnderItsIdAndVersion() {
    for (List<Contract> versions : Definitions.shipped().contracts().values()) {
      for (Contract contract : versions) {
        assertThat(contract.file())
            .isEqualTo("contracts/" + contract.id() + "/" + contract.version() + ".yaml");
      }
    }
  }

  @Test
  void everyShippedContractIsAnOpenDataContractStandardDocument() throws IOException {
    Schema standard = standard();
    List<String> errors = new ArrayList<>();
    List<DefinitionFile> files = new ArrayList<>(DefinitionFile.shipped("contracts", ".yaml"));
    files.add(resource("attendance-1.0.0.yaml"));
    for (DefinitionFile file : files) {
      for (Error error : standard.validate(file.text(), InputFormat.YAML)) {
        errors.add(file.path() + ": " + error);
      }
    }

    assertThat(errors).isEmpty();
  }

  @Test
  void theStandardsSchemaFindsMistakesInOurDocuments() throws IOException {
    assertThat(standard().validate(resource("broken-1.0.0.yaml").text(), InputFormat.YAML))
        .isNotEmpty();
  }

  private static Schema standard() throws IOException {
    String text = Files.readString(SharedData.path("odcs/odcs-json-schema-v3.1.0.json"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09).getSchema(text);
  }

  private static DefinitionFile resource(String name) throws IOException {
    try (InputStream in = ShippedContractsTest.class.getResourceAsStream("/" + name)) {
      return new DefinitionFile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
