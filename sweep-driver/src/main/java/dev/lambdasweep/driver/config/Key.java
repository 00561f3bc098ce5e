package dev.lambdasweep.driver.config;

import static dev.lambdasweep.core.Require.require;

import com.typesafe.config.ConfigValue;
import java.util.Optional;

/**
 * One key of a sweep's file: its type and its rule, once for the reader, the records and the search
 * space.
 *
 * @param path from the root: {@code training.batch-size}
 * @param kind what values it may have
 * @param nullable whether it may be null in a file; such a value is no record's component
 * @param <T> the value in a record
 */
record Key<T>(String path, Kind<T> kind, boolean nullable) {

  /** A key that always has a value. */
  static <T> Key<T> of(String path, Kind<T> kind) {
    return new Key<>(path, kind, false);
  }

  /** A key that may be null. */
  static <T> Key<T> orNull(String path, Kind<T> kind) {
    return new Key<>(path, kind, true);
  }

  /**
   * Reads and checks a value of a file.
   *
   * @throws Unfit if it is of another type or breaks the rule
   */
  T parse(ConfigValue value) throws Unfit {
    T parsed = kind.convert(value);
    Optional<String> rule = kind.broken(parsed);
    if (rule.isPresent()) {
      throw new Unfit(rule.get());
    }
    return parsed;
  }

  /** Like {@link #parse}, as a Long, Double, String, or a List of these. */
  Object parsePlain(ConfigValue value) throws Unfit {
    return kind.plain(parse(value));
  }

  /**
   * Checks a record's component.
   *
   * @throws IllegalArgumentException if it breaks the rule
   */
  void check(T value) {
    Optional<String> rule = kind.broken(value);
    require(rule.isEmpty(), "Invalid %s: %s, must be %s", path, value, rule.orElse(""));
  }
}
