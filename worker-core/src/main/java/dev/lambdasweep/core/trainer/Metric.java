package dev.lambdasweep.core.trainer;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Something that a trainer measures.
 *
 * @param name lower case with underscores, as the column of the results: {@code valid_accuracy}
 * @param goal whether less or more is better
 */
public record Metric(String name, Goal goal) implements Serializable {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** Which values of a metric are better. */
  public enum Goal {
    /** less is better, as of a loss */
    MINIMIZE,
    /** more is better, as of an accuracy */
    MAXIMIZE
  }

  /** Checks the name. */
  public Metric {
    require(
        NAME.matcher(name).matches(),
        "Invalid name: %s, must be lower case letters, digits and underscores",
        name);
  }

  /** A metric of which less is better. */
  public static Metric minimize(String name) {
    return new Metric(name, Goal.MINIMIZE);
  }

  /** A metric of which more is better. */
  public static Metric maximize(String name) {
    return new Metric(name, Goal.MAXIMIZE);
  }
}
