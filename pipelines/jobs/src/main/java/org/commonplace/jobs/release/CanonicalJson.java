package org.commonplace.jobs.release;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one way in which JSON is written in a release: keys sorted, no white space, plain decimals,
 * one newline at the end. The same content is always the same bytes, so a release can be named by
 * its hash.
 */
final class CanonicalJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private CanonicalJson() {}

  /**
   * Maps, lists, strings, booleans, integers and {@link BigDecimal} as UTF-8. Other numbers are not
   * for publishing: see {@link #rounded}.
   */
  static byte[] bytes(Object value) {
    try {
      return (MAPPER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  static JsonNode read(Path file) {
    try {
      return MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file.getFileName() + " is not readable JSON", e);
    }
  }

  static JsonNode parse(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** The tree of what would be written. */
  static JsonNode tree(Object value) {
    try {
      return MAPPER.readTree(bytes(value));
    } catch (IOException e) {
      throw new UncheckedIOException("what was just written is not readable", e);
    }
  }

  /** The mutable tree of plain maps and lists behind a JSON document. */
  static Object plain(JsonNode node) {
    return MAPPER.convertValue(node, Object.class);
  }

  /**
   * A number as it is published.
   *
   * @param value any finite number; null stays null
   * @param decimals digits after the point that the indicator shows; one more is kept
   * @return rounded half-even, without trailing zeros, or null when absent or not finite
   */
  static BigDecimal rounded(Double value, int decimals) {
    if (value == null || value.isNaN() || value.isInfinite()) {
      return null;
    }
    BigDecimal rounded =
        new BigDecimal(Double.toString(value)).setScale(decimals + 1, RoundingMode.HALF_EVEN);
    BigDecimal stripped = rounded.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
