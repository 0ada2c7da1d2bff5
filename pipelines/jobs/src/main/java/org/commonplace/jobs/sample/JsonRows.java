package org.commonplace.jobs.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** JSON Lines: one object a row; an empty cell is null. */
final class JsonRows implements Rows {
  private final List<String> names;
  private final JsonGenerator json;

  JsonRows(Path file, String... names) throws IOException {
    this.names = List.of(names);
    BufferedWriter writer = Files.newBufferedWriter(file);
    this.json = new JsonFactory().createGenerator(writer);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  @Override
  public void add(String... cells) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < cells.length; i++) {
      if (cells[i].isEmpty()) {
        json.writeNullField(names.get(i));
      } else {
        json.writeStringField(names.get(i), cells[i]);
      }
    }
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
