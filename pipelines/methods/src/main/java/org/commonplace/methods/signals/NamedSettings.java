package org.commonplace.methods.signals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A method's name with the settings that it carries, such as {@code
 * farrington-flexible:b=4:noPeriods=10}: so that one word says in definitions, commands and
 * published files what was run. Settings have the names of the R function that the method follows.
 */
final class NamedSettings {
  private final String name;
  private final String method;
  private final Map<String, String> given = new LinkedHashMap<>();
  private final List<String> known = new ArrayList<>();

  private NamedSettings(String name, String method) {
    this.name = name;
    this.method = method;
  }

  /**
   * Takes a name apart.
   *
   * @throws IllegalArgumentException if a setting has no value or is given twice
   */
  static NamedSettings of(String name) {
    String[] parts = name.split(":", -1);
    NamedSettings settings = new NamedSettings(name, parts[0]);
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split("=", -1);
      if (pair.length != 2 || settings.given.put(pair[0], pair[1]) != null) {
        throw new IllegalArgumentException(
            "\""
                + name
                + "\": settings follow the method's name as :setting=value, each once, such as"
                + " farrington-flexible:b=4:noPeriods=10");
      }
    }
    return settings;
  }

  /** All of it. */
  String name() {
    return name;
  }

  /** The name without settings. */
  String method() {
    return method;
  }

  /** A whole number from {@code least} to {@code most}; {@code usual} if it is not given. */
  int whole(String setting, int usual, int least, int most) {
    double number = number(setting, usual);
    if (number < least || number > most || number != Math.rint(number)) {
      throw wrong(setting, "a whole number from " + least + " to " + most);
    }
    return (int) number;
  }

  /** Whether the name carries this setting. */
  boolean gives(String setting) {
    return given.containsKey(setting);
  }

  /** A number above {@code limit}; {@code usual}, which may be NaN, if it is not given. */
  double above(String setting, double usual, double limit) {
    double number = number(setting, usual);
    if (number <= limit) {
      throw wrong(setting, "a number above " + limit);
    }
    return number;
  }

  /** A number; {@code usual} if it is not given. */
  double number(String setting, double usual) {
    known.add(setting);
    String text = given.get(setting);
    if (text == null) {
      return usual;
    }
    if (!text.matches("-?[0-9]{1,12}(\\.[0-9]{1,15})?")) {
      throw wrong(setting, "a number such as 4 or 0.05");
    }
    return Double.parseDouble(text);
  }

  /** Two whole numbers of at least 0 with a slash between them. */
  int[] pair(String setting, int first, int second) {
    known.add(setting);
    String text = given.get(setting);
    if (text == null) {
      return new int[] {first, second};
    }
    if (!text.matches("[0-9]{1,6}/[0-9]{1,6}")) {
      throw wrong(setting, "two whole numbers such as 5/4");
    }
    String[] parts = text.split("/", -1);
    return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
  }

  /** One of the values of a map, by its key; {@code usual} if it is not given. */
  <T> T choice(String setting, T usual, Map<String, T> values) {
    known.add(setting);
    String text = given.get(setting);
    if (text == null) {
      return usual;
    }
    T value = values.get(text);
    if (value == null) {
      throw wrong(
          setting, "one of " + String.join(", ", values.keySet().stream().sorted().toList()));
    }
    return value;
  }

  /** One of two values, by true or false; {@code usual} if it is not given. */
  <T> T either(String setting, T usual, T ifTrue, T ifFalse) {
    return choice(setting, usual, Map.of("true", ifTrue, "false", ifFalse));
  }

  private IllegalArgumentException wrong(String setting, String wanted) {
    return new IllegalArgumentException(
        method + ": " + setting + " is \"" + given.get(setting) + "\"; it must be " + wanted);
  }

  /**
   * Refuses settings that nobody asked for.
   *
   * @throws IllegalArgumentException if there are any
   */
  void requireKnown() {
    for (String setting : given.keySet()) {
      if (!known.contains(setting)) {
        throw new IllegalArgumentException(
            method
                + " has no setting \""
                + setting
                + "\"; "
                + (known.isEmpty() ? "it has none" : "it has " + String.join(", ", known)));
      }
    }
  }
}
