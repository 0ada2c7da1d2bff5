package org.commonplace.jobs.lake;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Locale;
import java.util.function.Function;

/** Ledger entries as JSON: one order of fields, ISO times, lower-case words. */
final class LedgerJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(
              new SimpleModule()
                  .addSerializer(Instant.class, text(Instant::toString))
                  .addSerializer(YearMonth.class, text(YearMonth::toString))
                  .addSerializer(
                      LedgerEntry.Status.class,
                      text(status -> status.name().toLowerCase(Locale.ROOT)))
                  .addDeserializer(Instant.class, parsed(Instant::parse))
                  .addDeserializer(YearMonth.class, parsed(YearMonth::parse))
                  .addDeserializer(
                      LedgerEntry.Status.class,
                      parsed(word -> LedgerEntry.Status.valueOf(word.toUpperCase(Locale.ROOT)))));

  private LedgerJson() {}

  static byte[] write(LedgerEntry entry) {
    try {
      return (MAPPER.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a ledger entry cannot be written as JSON", e);
    }
  }

  static LedgerEntry read(String uri, byte[] bytes) {
    try {
      return MAPPER.readValue(bytes, LedgerEntry.class);
    } catch (IOException e) {
      throw new UncheckedIOException("not a ledger entry: " + uri, e);
    }
  }

  private static <T> JsonSerializer<T> text(Function<T, String> words) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator out, SerializerProvider provider)
          throws IOException {
        out.writeString(words.apply(value));
      }
    };
  }

  private static <T> JsonDeserializer<T> parsed(Function<String, T> parse) {
    return new JsonDeserializer<>() {
      @Override
      public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
        return parse.apply(in.getText());
      }
    };
  }
}
