package dev.lambdasweep.core.trainer;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A parameter that a trainer declares. A sweep's file may set it under {@code trainer.parameters}
 * or make it a dimension of the search space.
 *
 * @param name name of the parameter, in lower case with dashes: {@code learning-rate}
 * @param kind type of its values
 * @param defaultValue value if the file sets none: a Double, Long, String or Boolean, depending on
 *     the kind
 * @param low smallest value of a number, inclusive; −∞ if there is no bound
 * @param high largest value of a number, inclusive; +∞ if there is no bound
 * @param choices allowed values of a text; empty if any text is allowed
 */
public record Parameter(
    String name, Kind kind, Object defaultValue, double low, double high, List<String> choices)
    implements Serializable {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** Types of a parameter's values. */
  public enum Kind {
    /** a finite double */
    REAL,
    /** a long */
    WHOLE,
    /** a text; one of the choices, if there are any */
    TEXT,
    /** true or false */
    FLAG
  }

  /** Checks the name, the bounds and the default. */
  public Parameter {
    choices = List.copyOf(choices);
    require(
        NAME.matcher(name).matches(),
        "Invalid name: %s, must be lower case letters, digits and single dashes",
        name);
    require(low <= high, "Invalid low: %s, must be at most high = %s", low, high);
    boolean fits =
        switch (kind) {
          case REAL ->
              defaultValue instanceof Double number
                  && Double.isFinite(number)
                  && number >= low
                  && number <= high;
          case WHOLE -> defaultValue instanceof Long number && number >= low && number <= high;
          case TEXT ->
              defaultValue instanceof String text && (choices.isEmpty() || choices.contains(text));
          case FLAG -> defaultValue instanceof Boolean;
        };
    require(fits, "Invalid defaultValue of %s: %s, must be one of its values", name, defaultValue);
  }

  /** A real number without bounds. */
  public static Parameter real(String name, double defaultValue) {
    return real(name, defaultValue, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** A real number from low to high, both included. */
  public static Parameter real(String name, double defaultValue, double low, double high) {
    return new Parameter(name, Kind.REAL, defaultValue, low, high, List.of());
  }

  /** A whole number from low to high, both included. */
  public static Parameter whole(String name, long defaultValue, long low, long high) {
    return new Parameter(name, Kind.WHOLE, defaultValue, low, high, List.of());
  }

  /** A text; one of the choices, or any text if there are none. */
  public static Parameter text(String name, String defaultValue, String... choices) {
    return new Parameter(
        name,
        Kind.TEXT,
        defaultValue,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        List.of(choices));
  }

  /** True or false. */
  public static Parameter flag(String name, boolean defaultValue) {
    return new Parameter(
        name,
        Kind.FLAG,
        defaultValue,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        List.of());
  }
}
