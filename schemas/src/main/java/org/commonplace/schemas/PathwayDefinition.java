package org.commonplace.schemas;

import java.util.List;

/**
 * An ordered set of indicators that people pass through, as its YAML file states it.
 *
 * @param id name in addresses
 * @param version semantic version of the definition
 * @param name name for readers
 * @param sentence one sentence that says what it shows
 * @param rationale why it is watched
 * @param source where the order and the aims come from
 * @param stages the steps, in order
 * @param file the file it was read from
 */
public record PathwayDefinition(
    String id,
    String version,
    String name,
    String sentence,
    String rationale,
    String source,
    List<Stage> stages,
    String file) {

  public PathwayDefinition {
    stages = List.copyOf(stages);
  }

  /**
   * One step.
   *
   * @param indicator id of the indicator that measures it
   * @param name name for readers
   * @param benchmark what its value is held against
   */
  public record Stage(String indicator, String name, Benchmark benchmark) {}

  /** What the value of a step is held against. */
  public sealed interface Benchmark {

    /** The target of the indicator. */
    record Target() implements Benchmark {}

    /**
     * For a place the value of the whole area that it lies in, for a group that of all people of
     * its place.
     */
    record Whole() implements Benchmark {}

    /**
     * A number of its own.
     *
     * @param value in the unit of the indicator
     * @param why where it comes from
     */
    record Fixed(double value, String why) implements Benchmark {}
  }
}
