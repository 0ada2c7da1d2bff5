package org.commonplace.jobs.release;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The published JSON Schemas, and which file of a release follows which of them. */
final class ReleaseSchemas {
  private static final String ADDRESS = "https://commonplace.example/schemas/release/";
  private static final int SHOWN = 5;

  private static final Map<Pattern, String> BY_PATH =
      Map.of(
          Pattern.compile(
              "(manifest|areas|indicators|signals|quality|changes|actions|evaluation|provenance"
                  + "|disclosure-certificate)\\.json"),
          "$1",
          Pattern.compile("area/[^/]+\\.json"),
          "area",
          Pattern.compile("area/[^/]+/groups\\.json"),
          "groups",
          Pattern.compile("indicator/[^/]+/latest\\.json"),
          "indicator-latest",
          Pattern.compile("pathway/[^/]+\\.json"),
          "pathway",
          Pattern.compile("geo/[^/]+\\.geo\\.json"),
          "geo");

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaIdResolvers(
                  resolvers -> resolvers.mapPrefix(ADDRESS, "classpath:/release/")));
  private final Map<String, Schema> loaded = new HashMap<>();

  /**
   * The schema that a file follows.
   *
   * @param path relative to the data folder
   * @return its name, or empty when the file is no JSON document with a schema
   */
  static Optional<String> nameFor(String path) {
    for (Map.Entry<Pattern, String> entry : BY_PATH.entrySet()) {
      var matcher = entry.getKey().matcher(path);
      if (matcher.matches()) {
        return Optional.of(entry.getValue().equals("$1") ? matcher.group(1) : entry.getValue());
      }
    }
    return Optional.empty();
  }

  /** What is wrong with a document, the first few mistakes in words; empty when nothing is. */
  List<String> mistakes(String name, String json) {
    Schema schema =
        loaded.computeIfAbsent(
            name, key -> registry.getSchema(SchemaLocation.of(ADDRESS + key + ".schema.json")));
    List<String> mistakes = new ArrayList<>();
    for (Error error : schema.validate(json, InputFormat.JSON)) {
      if (mistakes.size() == SHOWN) {
        mistakes.add("and more");
        break;
      }
      mistakes.add(error.getInstanceLocation() + ": " + error.getMessage());
    }
    return mistakes;
  }
}
