package dev.lambdasweep.core.trainer;

import static dev.lambdasweep.core.Require.require;

import java.util.Map;

/** The values of a trial's parameters. */
public interface Parameters {

  /**
   * All values by the parameters' names.
   *
   * @return a Double, Long, Boolean, String or List of these for every name, in the declared order
   */
  Map<String, Object> asMap();

  /**
   * The value of a real parameter.
   *
   * @throws IllegalArgumentException if the trainer declares no real parameter of that name
   */
  default double real(String name) {
    return value(name, Double.class);
  }

  /**
   * The value of a whole-numbered parameter.
   *
   * @throws IllegalArgumentException if the trainer declares no whole-numbered parameter of that
   *     name
   */
  default long whole(String name) {
    return value(name, Long.class);
  }

  /**
   * The value of a text parameter.
   *
   * @throws IllegalArgumentException if the trainer declares no text parameter of that name
   */
  default String text(String name) {
    return value(name, String.class);
  }

  /**
   * The value of a boolean parameter.
   *
   * @throws IllegalArgumentException if the trainer declares no boolean parameter of that name
   */
  default boolean flag(String name) {
    return value(name, Boolean.class);
  }

  private <T> T value(String name, Class<T> type) {
    Object value = asMap().get(name);
    require(
        type.isInstance(value),
        "Invalid name: %s, must be a parameter that the trainer declares as %s",
        name,
        type.getSimpleName());
    return type.cast(value);
  }
}
