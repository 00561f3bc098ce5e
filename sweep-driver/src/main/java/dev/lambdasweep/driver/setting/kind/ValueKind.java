package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigValue;
import java.util.Optional;

/**
 * The values that a key may have: how they are read from a file, checked and written back.
 *
 * @param <T> type of the values
 */
public sealed interface ValueKind<T>
    permits Whole,
        Real,
        Flag,
        Choice,
        OneOf,
        MetricName,
        Text,
        Texts,
        Words,
        Choices,
        TextList,
        TextMap,
        Units,
        Lengths,
        OrAuto {
  /**
   * Reads a value of the right type, without checking the rule.
   *
   * @throws Unfit if it has another type
   */
  T convert(ConfigValue value) throws Unfit;

  /** The rule that a value breaks: "at least 1". */
  Optional<String> broken(T value);

  /**
   * Reads and checks a value.
   *
   * @throws Unfit if it has another type or breaks the rule
   */
  default T parse(ConfigValue value) throws Unfit {
    T parsed = convert(value);
    Optional<String> rule = broken(parsed);
    if (rule.isPresent()) {
      throw new Unfit(rule.get());
    }
    return parsed;
  }

  /** The value as a Long, Double, Boolean, String, or a List of these, or a Map of texts. */
  default Object plain(T value) {
    return value;
  }

  /** Type of its column in a table. */
  default ColumnType column() {
    return ColumnType.STRING;
  }

  /** The value as its column holds it: a Double, Long or String. */
  default Object cell(T value) {
    return plain(value);
  }

  /** Whether the values are numbers, so that they can be drawn between two bounds. */
  default boolean isNumber() {
    return false;
  }

  /**
   * The value nearest to a number: rounded where values are whole, one layer for hidden units.
   *
   * @return Double, Long, or a List of one Long
   * @throws IllegalArgumentException if the values are not numbers
   */
  default Object nearest(double number) {
    throw new IllegalArgumentException("Invalid number: " + number + ", must be a choice");
  }
}
