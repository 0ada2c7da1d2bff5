package org.commonplace.jobs.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.commonplace.jobs.kernel.Kernel;

/** {@code geo/{level}.geo.json}: the shapes of the places of one level. */
final class GeoDocument {
  /** About a metre. */
  private static final int DIGITS = 5;

  private static final int LEAST_POINTS = 4;

  private GeoDocument() {}

  private record Shape(String place, String geometry) {}

  /**
   * The documents by level.
   *
   * @param boundaries files of the dataset boundary that count
   */
  static SortedMap<String, Map<String, Object>> of(
      Kernel kernel, List<Path> boundaries, Places places) {
    SortedMap<String, List<Object>> features = new TreeMap<>();
    if (!boundaries.isEmpty()) {
      for (Shape shape :
          kernel.rows(
              "SELECT place, geometry FROM read_parquet("
                  + Kernel.files(boundaries)
                  + ") WHERE geometry IS NOT NULL QUALIFY row_number() OVER (PARTITION BY place"
                  + " ORDER BY partner, contract, file DESC, row) = 1 ORDER BY place",
              row -> new Shape(row.getString(1), row.getString(2)))) {
        Place place = places.place(shape.place());
        Map<String, Object> geometry = place == null ? null : geometry(shape.geometry());
        if (geometry != null) {
          Map<String, Object> feature = new TreeMap<>();
          feature.put("type", "Feature");
          feature.put("properties", Map.of("place", place.code()));
          feature.put("geometry", geometry);
          features.computeIfAbsent(place.level(), key -> new ArrayList<>()).add(feature);
        }
      }
    }
    SortedMap<String, Map<String, Object>> documents = new TreeMap<>();
    features.forEach(
        (level, list) -> {
          Map<String, Object> document = new TreeMap<>();
          document.put("type", "FeatureCollection");
          document.put("features", list);
          documents.put(level, document);
        });
    return documents;
  }

  /** Null when the text is no polygon. */
  private static Map<String, Object> geometry(String text) {
    JsonNode node;
    try {
      node = CanonicalJson.parse(text);
    } catch (JsonProcessingException e) {
      return null;
    }
    String type = node.path("type").asText();
    List<Object> coordinates;
    if (type.equals("Polygon")) {
      coordinates = polygon(node.path("coordinates"));
    } else if (type.equals("MultiPolygon")) {
      coordinates = new ArrayList<>();
      for (JsonNode part : node.path("coordinates")) {
        List<Object> polygon = polygon(part);
        if (!polygon.isEmpty()) {
          coordinates.add(polygon);
        }
      }
    } else {
      return null;
    }
    if (coordinates.isEmpty()) {
      return null;
    }
    Map<String, Object> geometry = new TreeMap<>();
    geometry.put("type", type);
    geometry.put("coordinates", coordinates);
    return geometry;
  }

  /** Empty when its outer ring has shrunk to nothing. */
  private static List<Object> polygon(JsonNode rings) {
    List<Object> polygon = new ArrayList<>();
    for (JsonNode ring : rings) {
      List<List<BigDecimal>> points = new ArrayList<>();
      for (JsonNode point : ring) {
        List<BigDecimal> rounded = List.of(number(point.path(0)), number(point.path(1)));
        if (points.isEmpty() || !points.get(points.size() - 1).equals(rounded)) {
          points.add(rounded);
        }
      }
      if (points.size() >= LEAST_POINTS) {
        polygon.add(points);
      } else if (polygon.isEmpty()) {
        return List.of();
      }
    }
    return polygon;
  }

  private static BigDecimal number(JsonNode node) {
    BigDecimal rounded = node.decimalValue().setScale(DIGITS, RoundingMode.HALF_EVEN);
    BigDecimal stripped = rounded.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
