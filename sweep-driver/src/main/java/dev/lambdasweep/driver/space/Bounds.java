package dev.lambdasweep.driver.space;

import dev.lambdasweep.core.Require;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.setting.kind.ValueKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Checks and grids of dimensions that have two bounds. */
final class Bounds {
  private static final MathContext DIGITS = new MathContext(12);

  /** 2^53: doubles hold every whole number up to here. */
  private static final long MOST_EXACT = 1L << 53;

  private Bounds() {}

  /**
   * Checks bounds.
   *
   * @throws InvalidPartException if the hyperparameter's values are not numbers, it does not allow
   *     a bound, or the bounds are not in order
   */
  static void check(Setting<?> hyperparameter, String type, double low, double high) {
    require(
        hyperparameter.kind().isNumber(),
        hyperparameter,
        "type",
        type,
        "choice, as its values are not numbers");
    checkBound(hyperparameter, "low", low);
    checkBound(hyperparameter, "high", high);
    require(low < high, hyperparameter, "low", low, "below high = " + Hocon.text(high));
  }

  private static void checkBound(Setting<?> hyperparameter, String part, double bound) {
    boolean isReal = hyperparameter.kind().nearest(bound) instanceof Double;
    require(isReal || bound >= -MOST_EXACT, hyperparameter, part, bound, "at least " + -MOST_EXACT);
    require(isReal || bound <= MOST_EXACT, hyperparameter, part, bound, "at most " + MOST_EXACT);
    hyperparameter
        .rule(bound)
        .ifPresent(
            rule -> {
              throw new InvalidPartException(hyperparameter, part, bound, rule);
            });
  }

  /**
   * Checks the number of values on a grid.
   *
   * @param points number of grid points, at least 2, or 0 for none
   * @throws InvalidPartException if it is another number
   */
  static void checkPoints(Setting<?> hyperparameter, int points) {
    require(points == 0 || points >= 2, hyperparameter, "points", points, "at least 2");
  }

  /**
   * Checks a part.
   *
   * @throws InvalidPartException if it is not valid
   */
  static void require(
      boolean isValid, Setting<?> hyperparameter, String part, Object value, String rule) {
    if (!isValid) {
      throw new InvalidPartException(hyperparameter, part, value, rule);
    }
  }

  /** The dimension as a file has it. */
  static Map<String, Object> written(String type, double low, double high, int points) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("type", type);
    written.put("low", low);
    written.put("high", high);
    if (points > 0) {
      written.put("points", points);
    }
    return written;
  }

  /**
   * Values at equal distances of u, including both bounds, without noise in the last digits: 0.001,
   * not 0.0010000000000000002. Whole numbers that coincide are taken once.
   */
  static List<Object> grid(
      Dimension dimension, int points, double low, double high, DoubleUnaryOperator numberAt) {
    return grid(
        dimension,
        points,
        i -> {
          if (i == 0) {
            return low;
          }
          return i == points - 1
              ? high
              : rounded(numberAt.applyAsDouble((double) i / (points - 1)));
        });
  }

  /**
   * Values in the middle of equally likely parts, without noise in the last digits. Whole numbers
   * that coincide are taken once.
   */
  static List<Object> gridOfShares(Dimension dimension, int points, DoubleUnaryOperator numberAt) {
    return grid(dimension, points, i -> rounded(numberAt.applyAsDouble((i + 0.5) / points)));
  }

  private static List<Object> grid(Dimension dimension, int points, IntToDoubleFunction number) {
    if (points < 2) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "Cannot make a grid of %s: it has no points (set points = N)",
              dimension.hyperparameter()));
    }
    return IntStream.range(0, points)
        .mapToDouble(number)
        .mapToObj(dimension.hyperparameter().kind()::nearest)
        .distinct()
        .toList();
  }

  /**
   * The number that a value is.
   *
   * @param value number, or a list of one number, as {@code kind.nearest} returns it
   * @throws IllegalArgumentException if it is neither
   */
  static double number(Object value) {
    Require.require(isNumber(value), "Invalid value: %s, must be a number", value);
    Object number = value instanceof List<?> list ? list.get(0) : value;
    return ((Number) number).doubleValue();
  }

  /** Whether a value is a number, or a list of one number. */
  static boolean isNumber(Object value) {
    return value instanceof Number
        || (value instanceof List<?> list && list.size() == 1 && list.get(0) instanceof Number);
  }

  /** Whether a value is a number from low to high, where whole numbers are rounded. */
  static boolean contain(Dimension dimension, Object value, double low, double high) {
    if (!isNumber(value)) {
      return false;
    }
    ValueKind<?> kind = dimension.hyperparameter().kind();
    double number = number(value);
    return number >= number(kind.nearest(low)) && number <= number(kind.nearest(high));
  }

  /** A part of a whole, in [0, 1). */
  static double share(double part, double whole) {
    return Math.max(0, Math.min(Math.nextDown(1.0), part / whole));
  }

  /** Number of different values between two bounds; 0 if they are real numbers. */
  static long levels(Dimension dimension, double low, double high) {
    Object lowest = dimension.hyperparameter().kind().nearest(low);
    if (lowest instanceof Double) {
      return 0;
    }
    return (long) (number(dimension.hyperparameter().kind().nearest(high)) - number(lowest)) + 1;
  }

  /** A whole number above the lowest between two bounds. */
  static Object level(Dimension dimension, double low, long level) {
    Object lowest = dimension.hyperparameter().kind().nearest(low);
    Require.require(
        !(lowest instanceof Double),
        "Invalid level: %s, must be of whole numbers, not reals",
        level);
    return dimension.hyperparameter().kind().nearest(number(lowest) + level);
  }

  private static double rounded(double number) {
    return new BigDecimal(number).round(DIGITS).doubleValue();
  }
}
