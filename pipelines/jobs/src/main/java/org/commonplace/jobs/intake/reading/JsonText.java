package org.commonplace.jobs.intake.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** JSON Lines (one object a line), a JSON array of objects, or a GeoJSON FeatureCollection. */
final class JsonText implements TabularFile {
  private static final ObjectMapper MAPPER = new ObjectMapper(new JsonFactory());
  private static final String GEOMETRY = "geometry";

  /** How objects follow each other. */
  private enum Layout {
    LINES("JSON Lines"),
    ARRAY("JSON array"),
    FEATURES("GeoJSON");

    private final String title;

    Layout(String title) {
      this.title = title;
    }
  }

  private final Path file;
  private final TextProfile profile;
  private final Layout layout;
  private final List<String> format;
  private final List<String> labels;

  private JsonText(
      Path file, TextProfile profile, Layout layout, List<String> format, List<String> labels) {
    this.file = file;
    this.profile = profile;
    this.layout = layout;
    this.format = format;
    this.labels = labels;
  }

  static boolean looksLikeOne(Path file, TextProfile profile) throws IOException {
    try (Reader reader = RepairedText.characters(file, profile)) {
      int c = reader.read();
      while (c >= 0 && Character.isWhitespace(c)) {
        c = reader.read();
      }
      if (c != '{' && c != '[') {
        return false;
      }
      int next = reader.read();
      while (next >= 0 && Character.isWhitespace(next)) {
        next = reader.read();
      }
      return c == '{' ? next == '"' || next == '}' : next == '{' || next == ']';
    }
  }

  static JsonText open(Path file, TextProfile profile, List<String> wrapping)
      throws IOException, Unreadable {
    Layout layout = layout(file, profile);
    Set<String> labels = new LinkedHashSet<>();
    long[] objects = new long[1];
    each(
        file,
        profile,
        layout,
        (line, object) -> {
          if (object != null) {
            objects[0]++;
            fields(layout, object).keySet().forEach(labels::add);
            if (labels.size() > MOST_COLUMNS) {
              throw new Unreadable(
                  FindingCode.HOSTILE_FILE, "more than " + MOST_COLUMNS + " different fields");
            }
          }
        });
    if (objects[0] == 0) {
      throw new Unreadable(FindingCode.FORMAT_ERROR, "no JSON object can be read");
    }
    List<String> format = new ArrayList<>(wrapping);
    format.add(profile.encoding().label());
    format.add(layout.title);
    return new JsonText(file, profile, layout, List.copyOf(format), List.copyOf(labels));
  }

  private static Layout layout(Path file, TextProfile profile) throws IOException {
    try (Reader reader = RepairedText.characters(file, profile);
        JsonParser parser = MAPPER.getFactory().createParser(reader)) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        return Layout.ARRAY;
      }
      for (JsonToken token = parser.nextToken();
          token == JsonToken.FIELD_NAME;
          token = parser.nextToken()) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("features") && value == JsonToken.START_ARRAY) {
          return Layout.FEATURES;
        }
        parser.skipChildren();
      }
    } catch (JsonProcessingException e) {
      // A broken first object: line by line the others may still be read.
      return Layout.LINES;
    }
    return Layout.LINES;
  }

  /** Takes each object with its line; null for a line that is no object. */
  @FunctionalInterface
  private interface ObjectTaker {
    void take(long line, JsonNode object) throws IOException, Unreadable;
  }

  private static void each(Path file, TextProfile profile, Layout layout, ObjectTaker taker)
      throws IOException, Unreadable {
    if (layout == Layout.LINES) {
      eachLine(file, profile, taker);
      return;
    }
    try (Reader reader = RepairedText.characters(file, profile);
        JsonParser parser = MAPPER.getFactory().createParser(reader)) {
      parser.nextToken();
      if (layout == Layout.FEATURES) {
        while (!(parser.nextToken() == JsonToken.FIELD_NAME
            && parser.currentName().equals("features"))) {
          parser.skipChildren();
        }
        parser.nextToken();
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        long line = parser.currentLocation().getLineNr();
        JsonNode object = MAPPER.readTree(parser);
        taker.take(line, object);
      }
    } catch (JsonProcessingException e) {
      throw new Unreadable(
          FindingCode.FORMAT_ERROR,
          "the JSON is broken or cut off near line " + e.getLocation().getLineNr());
    }
  }

  private static void eachLine(Path file, TextProfile profile, ObjectTaker taker)
      throws IOException, Unreadable {
    try (BufferedReader lines = new BufferedReader(RepairedText.characters(file, profile))) {
      long line = 0;
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        if (text.isBlank()) {
          continue;
        }
        JsonNode object = null;
        try {
          JsonNode parsed = MAPPER.readTree(text);
          object = parsed != null && parsed.isObject() ? parsed : null;
        } catch (JsonProcessingException e) {
          // Reported by its line number; the text may hold a person's values.
          object = null;
        }
        taker.take(line, object);
      }
    }
  }

  private static Map<String, JsonNode> fields(Layout layout, JsonNode object) {
    Map<String, JsonNode> fields = new java.util.LinkedHashMap<>();
    JsonNode holder = layout == Layout.FEATURES ? object.path("properties") : object;
    Iterator<Map.Entry<String, JsonNode>> entries = holder.fields();
    while (entries.hasNext()) {
      Map.Entry<String, JsonNode> entry = entries.next();
      fields.put(entry.getKey(), entry.getValue());
    }
    if (layout == Layout.FEATURES) {
      fields.put(GEOMETRY, object.path(GEOMETRY));
    }
    return fields;
  }

  private static String text(JsonNode value) {
    if (value == null || value.isNull() || value.isMissingNode()) {
      return "";
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  @Override
  public List<String> format() {
    return format;
  }

  @Override
  public List<HeadRow> head() {
    return List.of(new HeadRow(0, 0, labels));
  }

  @Override
  public boolean typed() {
    return true;
  }

  @Override
  public Relation rows(int header, Path scratch) throws IOException, Unreadable {
    Path target = scratch.resolve("repaired.csv");
    try (CleanCsv copy = new CleanCsv(target, labels.size())) {
      List<String> cells = new ArrayList<>(Collections.nCopies(labels.size(), ""));
      each(
          file,
          profile,
          layout,
          (line, object) -> {
            if (object == null) {
              copy.broken(line, FindingCode.BROKEN_OBJECT);
              return;
            }
            Map<String, JsonNode> fields = fields(layout, object);
            for (int i = 0; i < labels.size(); i++) {
              cells.set(i, text(fields.get(labels.get(i))));
            }
            copy.row(line, cells, 0);
          });
      copy.close();
      return copy.relation();
    }
  }

  @Override
  public Optional<Relation> repairedRows(int header, Path scratch) {
    return Optional.empty();
  }
}
