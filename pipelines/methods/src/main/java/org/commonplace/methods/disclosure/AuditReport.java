package org.commonplace.methods.disclosure;

import java.util.List;

/**
 * What an attack on a suppression has shown. Holds ids and widths, no counts.
 *
 * @param hidden number of hidden cells
 * @param narrowest the fewest values that are proven possible for any attacked cell
 * @param medianWidth the median of these numbers
 * @param rejectedProofs proofs that did not hold
 * @param onlyWithZeros attacked cells whose every proof needs a mark that stands for a zero; zeros
 *     are shown where they can be, so these rest on the attacker not being sure of that
 * @param exposed cells that the rule hides and that are printed, or that cannot be hidden and are
 * @param recovered hidden cells that can be worked out exactly
 * @param unproven hidden cells for which no other value is proven possible
 * @param narrow sensitive cells that cannot be worked out, but whose proven range leaves out some
 *     of the sensitive values
 */
public record AuditReport(
    int hidden,
    long narrowest,
    long medianWidth,
    int rejectedProofs,
    int onlyWithZeros,
    List<String> exposed,
    List<String> recovered,
    List<String> unproven,
    List<String> narrow) {

  public AuditReport {
    exposed = List.copyOf(exposed);
    recovered = List.copyOf(recovered);
    unproven = List.copyOf(unproven);
    narrow = List.copyOf(narrow);
  }

  /** Whether no hidden count can be worked out, and that is proven. */
  public boolean passes() {
    return exposed.isEmpty() && recovered.isEmpty() && unproven.isEmpty();
  }
}
