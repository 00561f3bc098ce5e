package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.setting.kind.Unfit;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.InvalidPartException;
import dev.lambdasweep.driver.space.Listed;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a range, {@code from 0 to 1 step 0.1} or {@code { from = 0, to = 1, step = 0.1 }}. */
final class RangeReader {
  private static final Pattern TEXT =
      Pattern.compile("from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+)");
  private static final List<String> PARTS = List.of("from", "to", "step");

  /** Share of a step by which the last value may miss the upper bound. */
  private static final BigDecimal ROUNDING = new BigDecimal("1e-9");

  /** Digits of the largest and of the smallest double, and some more. */
  private static final int MOST_DIGITS = 400;

  private final Setting<?> hyperparameter;
  private final String name;
  private final DimensionParts parts;

  /**
   * A reader of one dimension.
   *
   * @param hyperparameter hyperparameter of the dimension
   * @param name name of the dimension as it was written: {@code sweep.space.lambda}
   * @param parts reader of the dimension's parts
   */
  RangeReader(Setting<?> hyperparameter, String name, DimensionParts parts) {
    this.hyperparameter = hyperparameter;
    this.name = name;
    this.parts = parts;
  }

  /** Whether a text has the form of a range. */
  static boolean isRange(String text) {
    return TEXT.matcher(text.strip()).matches();
  }

  /** Whether an object has any part of a range. */
  static boolean isRange(ConfigObject object) {
    return PARTS.stream().anyMatch(object::containsKey);
  }

  /**
   * The range that a text describes; empty if there is a problem.
   *
   * @param value text of which {@link #isRange(String)} holds
   */
  Optional<Dimension> readText(ConfigValue value) {
    Matcher range = TEXT.matcher(Hocon.text(value).strip());
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    for (int i = 0; range.matches() && i < PARTS.size(); i++) {
      values.put(PARTS.get(i), text(range.group(i + 1), value));
    }
    return range(values, value);
  }

  /** The range that an object describes; empty if there is a problem. */
  Optional<Dimension> readObject(ConfigObject object) {
    return range(parts.of(object, PARTS, List.of()), object);
  }

  private Optional<Dimension> range(Map<String, ConfigValue> values, ConfigValue whole) {
    Optional<BigDecimal> from = number("from", values);
    Optional<BigDecimal> to = number("to", values);
    Optional<BigDecimal> step = number("step", values);
    if (from.isEmpty() || to.isEmpty() || step.isEmpty()) {
      return Optional.empty();
    }
    if (step.get().signum() <= 0) {
      return parts.invalid(name + ".step", values.get("step"), "above 0");
    }
    if (from.get().compareTo(to.get()) > 0) {
      return parts.invalid(
          name + ".from", values.get("from"), "at most to = " + Hocon.text(values.get("to")));
    }
    if (!hyperparameter.kind().isNumber()) {
      return parts.invalid(name, whole, "a list of values, as they are not numbers");
    }
    Optional<List<BigDecimal>> numbers = values(from.get(), to.get(), step.get());
    return numbers.isPresent()
        ? listed(numbers.get(), whole)
        : parts.invalid(
            name + ".step",
            values.get("step"),
            "so large that there are at most " + Settings.MOST_POINTS + " values");
  }

  /**
   * from, from + step, … up to {@code to}, in decimal arithmetic: 0.007, not 0.00700000000001. The
   * last value is {@code to} if it is reached within rounding.
   *
   * @param from first value
   * @param to upper bound, at least {@code from}
   * @param step distance between values, above 0
   * @return empty if there are more than {@link Settings#MOST_POINTS}
   */
  private static Optional<List<BigDecimal>> values(
      BigDecimal from, BigDecimal to, BigDecimal step) {
    BigDecimal steps = to.subtract(from).divide(step, MathContext.DECIMAL128).add(ROUNDING);
    if (steps.compareTo(BigDecimal.valueOf(Settings.MOST_POINTS)) >= 0) {
      return Optional.empty();
    }
    int last = steps.setScale(0, RoundingMode.FLOOR).intValueExact();
    List<BigDecimal> values = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      values.add(from.add(step.multiply(BigDecimal.valueOf(i))));
    }
    BigDecimal missed = to.subtract(values.get(last)).abs();
    if (missed.compareTo(step.multiply(ROUNDING)) <= 0) {
      values.set(last, to);
    }
    return Optional.of(values);
  }

  private Optional<Dimension> listed(List<BigDecimal> numbers, ConfigValue whole) {
    List<Object> values = new ArrayList<>();
    for (BigDecimal number : numbers) {
      Optional<Object> value = parts.plain(name, text(number.toString(), whole));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    try {
      return Optional.of(new Listed(hyperparameter, values));
    } catch (InvalidPartException e) {
      // steps below the precision of a double
      return parts.invalid(name, whole, "a range of different values");
    }
  }

  private Optional<BigDecimal> number(String part, Map<String, ConfigValue> values) {
    if (!values.containsKey(part)) {
      return Optional.empty();
    }
    try {
      BigDecimal number = Hocon.number(values.get(part), "a number");
      // beyond a double's exponents, a sum would have too many digits
      if (number.signum() != 0
          && Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS) {
        throw new Unfit("a number within a double's range");
      }
      return Optional.of(number);
    } catch (Unfit unfit) {
      return parts.invalid(name + "." + part, values.get(part), unfit.rule());
    }
  }

  private static ConfigValue text(String text, ConfigValue place) {
    return ConfigValueFactory.fromAnyRef(text).withOrigin(place.origin());
  }
}
