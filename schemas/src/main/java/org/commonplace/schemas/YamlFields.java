package org.commonplace.schemas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * Reads the fields of one mapping with their types. A mistake goes to the problems and the reader
 * goes on with a harmless stand-in, so that all mistakes of a file are found in one pass. Call
 * {@link #rejectUnknown()} last: it reports every field that nobody asked for.
 */
public final class YamlFields {
  private final YamlNode node;
  private final Problems problems;
  private final Map<String, YamlNode> fields;
  private final Set<String> known = new TreeSet<>();

  private YamlFields(YamlNode node, Map<String, YamlNode> fields, Problems problems) {
    this.node = node;
    this.fields = fields;
    this.problems = problems;
  }

  public static YamlFields of(YamlNode node, Problems problems) {
    if (node.kind() != YamlNode.Kind.MAPPING) {
      problems.add(node, "is not a mapping", "name: value fields");
    }
    return new YamlFields(node, node.fields(), problems);
  }

  /**
   * The {@code customProperties} of an ODCS element as fields: a list of {@code property} and
   * {@code value} pairs.
   */
  public static YamlFields ofCustomProperties(YamlNode element, Problems problems) {
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    Optional<YamlNode> list = element.field("customProperties");
    if (list.isEmpty()) {
      return new YamlFields(element, fields, problems);
    }
    if (list.get().kind() != YamlNode.Kind.LIST) {
      problems.add(list.get(), "is not a list", "a list of {property, value}");
    }
    for (YamlNode item : list.get().items()) {
      Optional<YamlNode> property = item.field("property");
      Optional<YamlNode> value = item.field("value");
      if (property.isEmpty() || property.get().text().isEmpty() || value.isEmpty()) {
        problems.add(item, "is not a custom property", "{property: NAME, value: VALUE}");
        continue;
      }
      String name = property.get().text();
      if (fields.containsKey(name)) {
        problems.add(property.get(), "the custom property " + name + " is given twice");
        continue;
      }
      fields.put(name, value.get().at(list.get().path() + "." + name));
    }
    return new YamlFields(list.get(), fields, problems);
  }

  /** The node whose fields these are. */
  public YamlNode node() {
    return node;
  }

  /** Whether the field is given. */
  public boolean has(String name) {
    known.add(name);
    return fields.containsKey(name);
  }

  /** The field as it is. */
  public Optional<YamlNode> any(String name) {
    known.add(name);
    return Optional.ofNullable(fields.get(name));
  }

  /** The text of a field that must be there; empty after a mistake. */
  public String text(String name) {
    Optional<YamlNode> field = any(name);
    if (field.isEmpty()) {
      problems.add(node, "the field " + name + " is missing");
      return "";
    }
    String text = scalar(field.get());
    if (text.isBlank() && field.get().kind() == YamlNode.Kind.SCALAR) {
      problems.add(field.get(), "is blank");
    }
    return text;
  }

  /** The text of a field that may be absent. */
  public String text(String name, String otherwise) {
    return any(name).map(this::scalar).orElse(otherwise);
  }

  /** A field with a closed set of values, written in lower case with - or _ between words. */
  public <E extends Enum<E>> E oneOf(String name, Class<E> values, E otherwise) {
    return any(name).map(field -> constant(field, values, otherwise)).orElse(otherwise);
  }

  /** A field with a closed set of values that must be there. */
  public <E extends Enum<E>> E oneOf(String name, Class<E> values) {
    Optional<YamlNode> field = any(name);
    E standIn = values.getEnumConstants()[0];
    if (field.isEmpty()) {
      problems.add(node, "the field " + name + " is missing", names(values));
      return standIn;
    }
    return constant(field.get(), values, standIn);
  }

  private <E extends Enum<E>> E constant(YamlNode field, Class<E> values, E otherwise) {
    String text = scalar(field);
    for (E value : values.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(text.replace('-', '_'))) {
        return value;
      }
    }
    problems.add(field, "has an unknown value '" + text + "'", names(values));
    return otherwise;
  }

  private static <E extends Enum<E>> String names(Class<E> values) {
    return Arrays.stream(values.getEnumConstants())
        .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.joining(", "));
  }

  /** True or false; {@code otherwise} when absent. */
  public boolean flag(String name, boolean otherwise) {
    Optional<YamlNode> field = any(name);
    if (field.isEmpty()) {
      return otherwise;
    }
    String text = scalar(field.get());
    if (!text.equals("true") && !text.equals("false")) {
      problems.add(field.get(), "is not true or false", "true, false");
      return otherwise;
    }
    return text.equals("true");
  }

  /** A whole number within limits. */
  public int integer(String name, int otherwise, int least, int most) {
    Optional<YamlNode> field = any(name);
    if (field.isEmpty()) {
      return otherwise;
    }
    String allowed = "a whole number from " + least + " to " + most;
    try {
      int value = Integer.parseInt(scalar(field.get()));
      if (value >= least && value <= most) {
        return value;
      }
      problems.add(field.get(), "is out of range: " + value, allowed);
    } catch (NumberFormatException e) {
      problems.add(field.get(), "is not a whole number", allowed);
    }
    return otherwise;
  }

  /** A finite number. */
  public double number(String name, double otherwise) {
    Optional<YamlNode> field = any(name);
    if (field.isEmpty()) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(scalar(field.get()));
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message for everything that is not a finite number.
    }
    problems.add(field.get(), "is not a number", "a decimal number");
    return otherwise;
  }

  /** A regular expression, checked; the stand-in after a mistake matches nothing. */
  public Optional<Pattern> pattern(String name) {
    return any(name).map(this::pattern);
  }

  /** A regular expression at a node. */
  public Pattern pattern(YamlNode field) {
    try {
      return Pattern.compile(scalar(field));
    } catch (PatternSyntaxException e) {
      problems.add(
          field, "is not a regular expression: " + e.getDescription(), "java.util.regex syntax");
      return Pattern.compile("(?!)");
    }
  }

  /** A list of texts; a single text counts as a list of one. Empty when absent. */
  public List<String> texts(String name) {
    Optional<YamlNode> field = any(name);
    if (field.isEmpty()) {
      return List.of();
    }
    if (field.get().kind() == YamlNode.Kind.SCALAR) {
      return List.of(field.get().text());
    }
    List<String> texts = new ArrayList<>();
    for (YamlNode item : list(field.get())) {
      texts.add(item.kind() == YamlNode.Kind.NULL ? "" : scalar(item));
    }
    return List.copyOf(texts);
  }

  /** The items of a list; empty when absent. */
  public List<YamlNode> items(String name) {
    return any(name).map(this::list).orElse(List.of());
  }

  /** A mapping below this one, if given. */
  public Optional<YamlFields> mapping(String name) {
    return any(name).map(field -> of(field, problems));
  }

  /** Reports every field that was never asked for. */
  public void rejectUnknown() {
    rejectUnknownBut(List.of());
  }

  /** The same, with further names that may be there although nothing reads them. */
  public void rejectUnknownBut(Collection<String> others) {
    Set<String> allowed = new TreeSet<>(known);
    allowed.addAll(others);
    fields.forEach(
        (name, field) -> {
          if (!allowed.contains(name)) {
            problems.add(field, "there is no such field: " + name, String.join(", ", allowed));
          }
        });
  }

  private List<YamlNode> list(YamlNode field) {
    if (field.kind() != YamlNode.Kind.LIST) {
      problems.add(field, "is not a list", "a YAML list");
    }
    return field.items();
  }

  private String scalar(YamlNode field) {
    if (field.kind() != YamlNode.Kind.SCALAR) {
      problems.add(field, "is not a single value", "text, a number, or true or false");
    }
    return field.text();
  }
}
