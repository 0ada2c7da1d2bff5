package org.commonplace.schemas;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A band of ages in complete years.
 *
 * @param label how it is written: {@code 5-10} or {@code 65+}
 * @param from lowest age, inclusive
 * @param to highest age, inclusive; {@link Integer#MAX_VALUE} when open
 */
public record AgeBand(String label, int from, int to) implements Serializable {
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3})|\\+)");

  static Optional<AgeBand> parse(String label) {
    Matcher matcher = SHAPE.matcher(label);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int from = Integer.parseInt(matcher.group(1));
    int to = matcher.group(2) == null ? Integer.MAX_VALUE : Integer.parseInt(matcher.group(2));
    return from <= to ? Optional.of(new AgeBand(label, from, to)) : Optional.empty();
  }
}
