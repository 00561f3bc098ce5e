package dev.lambdasweep.core.trainer;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * A figure that a trainer measures.
 *
 * @param name name of the metric and its column in the results, in lower case with underscores:
 *     {@code valid_accuracy}
 * @param goal whether lower or higher values are better
 */
public record Metric(String name, Goal goal) implements Serializable {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** Which values of a metric are better. */
  public enum Goal {
    /** lower is better, as for a loss */
    MINIMIZE,
    /** higher is better, as for an accuracy */
    MAXIMIZE
  }

  /** Checks the name. */
  public Metric {
    require(
        NAME.matcher(name).matches(),
        "Invalid name: %s, must be lower case letters, digits and underscores",
        name);
  }

  /** A metric whose lower values are better. */
  public static Metric minimize(String name) {
    return new Metric(name, Goal.MINIMIZE);
  }

  /** A metric whose higher values are better. */
  public static Metric maximize(String name) {
    return new Metric(name, Goal.MAXIMIZE);
  }
}
