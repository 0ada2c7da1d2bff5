package org.commonplace.jobs.release;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.commonplace.jobs.kernel.Kernel;

/** The places of a release, by code, with their levels from the largest to the smallest. */
final class Places {
  private static final int DEEPEST = 64;
  private static final Pattern NAME_BREAK = Pattern.compile("\\s*[|;]\\s*");

  private final SortedMap<String, Place> byCode;
  private final List<String> levels;

  private Places(SortedMap<String, Place> byCode, List<String> levels) {
    this.byCode = byCode;
    this.levels = levels;
  }

  private record Row(
      String code,
      String name,
      String level,
      String parent,
      LocalDate validFrom,
      LocalDate validTo,
      Integer quintile,
      String alternativeNames) {}

  /**
   * Reads the lake's places and their people.
   *
   * @param places files of the dataset place that count
   * @param populations files of the dataset population that count
   */
  static Places read(Kernel kernel, List<Path> places, List<Path> populations) {
    List<Row> rows =
        places.isEmpty()
            ? List.of()
            : kernel.rows(
                "SELECT code, name, level, parent, valid_from, valid_to, deprivation_quintile,"
                    + " alternative_names FROM read_parquet("
                    + Kernel.files(places)
                    + ") QUALIFY row_number() OVER (PARTITION BY code ORDER BY valid_from DESC"
                    + " NULLS LAST, partner, contract, file, row) = 1 ORDER BY code",
                row -> {
                  int quintile = row.getInt(7);
                  Integer known = row.wasNull() ? null : quintile;
                  return new Row(
                      row.getString(1),
                      row.getString(2),
                      row.getString(3),
                      row.getString(4),
                      row.getObject(5, LocalDate.class),
                      row.getObject(6, LocalDate.class),
                      known,
                      row.getString(8));
                });
    return of(rows, populations(kernel, populations));
  }

  private static Places of(List<Row> rows, Map<String, BigDecimal> stated) {
    Map<String, Row> byCode = new HashMap<>();
    rows.forEach(row -> byCode.put(row.code(), row));
    Map<String, BigDecimal> people = withParents(rows, byCode, stated);
    Map<String, Integer> slugs = new HashMap<>();
    for (Row row : rows) {
      slugs.merge(Words.slug(row.name()), 1, Integer::sum);
    }
    Set<String> taken = new HashSet<>();
    SortedMap<String, Place> found = new TreeMap<>();
    SortedMap<Integer, SortedMap<String, Integer>> levelsByDepth = new TreeMap<>();
    Map<String, Integer> levelDepth = new HashMap<>();
    for (Row row : rows) {
      int depth = depth(row, byCode);
      levelDepth.merge(row.level(), depth, Math::min);
      found.put(
          row.code(),
          new Place(
              row.code(),
              slug(row, slugs, taken),
              row.name(),
              names(row.alternativeNames()),
              row.level(),
              byCode.containsKey(String.valueOf(row.parent())) ? row.parent() : null,
              depth,
              people.get(row.code()),
              row.quintile(),
              row.validFrom(),
              row.validTo()));
    }
    levelDepth.forEach(
        (level, depth) ->
            levelsByDepth.computeIfAbsent(depth, key -> new TreeMap<>()).put(level, depth));
    List<String> levels = new ArrayList<>();
    levelsByDepth.values().forEach(sameDepth -> levels.addAll(sameDepth.keySet()));
    return new Places(found, List.copyOf(levels));
  }

  private static int depth(Row row, Map<String, Row> byCode) {
    int depth = 0;
    Row at = row;
    while (at.parent() != null && byCode.containsKey(at.parent())) {
      at = byCode.get(at.parent());
      if (++depth > DEEPEST) {
        throw new IllegalStateException("place " + row.code() + " lies within itself");
      }
    }
    return depth;
  }

  /** A place without people of its own in the data has those of the places within it. */
  private static Map<String, BigDecimal> withParents(
      List<Row> rows, Map<String, Row> byCode, Map<String, BigDecimal> stated) {
    List<Row> deepestFirst = new ArrayList<>(rows);
    deepestFirst.sort((left, right) -> Integer.compare(depth(right, byCode), depth(left, byCode)));
    Map<String, BigDecimal> people = new HashMap<>(stated);
    Map<String, BigDecimal> within = new HashMap<>();
    for (Row row : deepestFirst) {
      BigDecimal own = people.get(row.code());
      if (own == null && within.containsKey(row.code())) {
        own = within.get(row.code());
        people.put(row.code(), own);
      }
      if (own != null && row.parent() != null) {
        within.merge(row.parent(), own, BigDecimal::add);
      }
    }
    return people;
  }

  private static String slug(Row row, Map<String, Integer> uses, Set<String> taken) {
    String plain = Words.slug(row.name());
    String slug =
        plain.isEmpty() || uses.get(plain) > 1 ? Words.slug(plain + " " + row.code()) : plain;
    // Names may collide with another's name and code; the hash of the code settles it.
    if (slug.isEmpty() || !taken.add(slug)) {
      slug =
          slug
              + (slug.isEmpty() ? "" : "-")
              + PublishedFile.sha256(row.code().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                  .substring(0, 8);
      taken.add(slug);
    }
    return slug;
  }

  private static List<String> names(String text) {
    if (text == null || text.isBlank()) {
      return List.of();
    }
    return Arrays.stream(NAME_BREAK.split(text.strip()))
        .filter(name -> !name.isBlank())
        .distinct()
        .sorted()
        .toList();
  }

  /** People of all ages at the latest date, from the coarsest table of the place that is there. */
  private static Map<String, BigDecimal> populations(Kernel kernel, List<Path> files) {
    Map<String, BigDecimal> found = new LinkedHashMap<>();
    if (files.isEmpty()) {
      return found;
    }
    kernel
        .rows(
            "WITH tables AS (SELECT place, date, (sex IS NOT NULL)::INT + (age_from IS NOT NULL OR"
                + " age_to IS NOT NULL)::INT + (ethnicity IS NOT NULL)::INT AS cuts, sex IS NOT"
                + " NULL AS by_sex, ethnicity IS NOT NULL AS by_ethnicity, sum(population::"
                + "DECIMAL(18,3)) AS people FROM read_parquet("
                + Kernel.files(files)
                + ") GROUP BY ALL) SELECT place, people FROM tables QUALIFY row_number() OVER"
                + " (PARTITION BY place ORDER BY date DESC, cuts, by_ethnicity, by_sex) = 1 ORDER"
                + " BY place",
            row -> Map.entry(row.getString(1), row.getBigDecimal(2)))
        .forEach(entry -> found.put(entry.getKey(), plain(entry.getValue())));
    return found;
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** No place at all: every name is its code. */
  static Places none() {
    return new Places(new TreeMap<>(), List.of());
  }

  /** By code. */
  List<Place> all() {
    return List.copyOf(byCode.values());
  }

  Place place(String code) {
    return byCode.get(code);
  }

  /** The place's name, or its code when the places do not have it. */
  String name(String code) {
    Place place = byCode.get(code);
    return place == null ? code : place.name();
  }

  /** Largest first. */
  List<String> levels() {
    return levels;
  }

  /** The place that it lies in and that lies in no other. */
  Place root(Place place) {
    Place root = place;
    while (root.parent() != null && byCode.containsKey(root.parent())) {
      root = byCode.get(root.parent());
    }
    return root;
  }

  List<Place> roots() {
    return byCode.values().stream().filter(place -> place.parent() == null).toList();
  }
}
