package dev.lambdasweep.driver.space;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.driver.setting.Setting;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** What dimensions of numbers between two bounds have in common. */
final class Bounds {
  private static final MathContext DIGITS = new MathContext(12);

  private Bounds() {}

  /**
   * Checks bounds.
   *
   * @throws IllegalArgumentException if the hyperparameter's values are no numbers, it does not
   *     allow a bound, or the bounds are not in order
   */
  static void check(Setting<?> hyperparameter, double low, double high) {
    require(
        hyperparameter.kind().isNumber(),
        "Invalid type: %s, must be choice, as its values are not numbers",
        hyperparameter);
    hyperparameter.plain(low);
    hyperparameter.plain(high);
    require(low < high, "Invalid low: %s, must be below high = %s", low, high);
  }

  /** What a file says of them. */
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
   * Values at equal distances of u, both bounds as they are, without noise in the last digits:
   * 0.001, not 0.0010000000000000002. Whole numbers that coincide are taken once.
   */
  static List<Object> grid(
      Dimension dimension, int points, double low, double high, DoubleUnaryOperator numberAt) {
    if (points < 2) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "Cannot make a grid of %s: it has no points (give it points = N)",
              dimension.hyperparameter()));
    }
    return IntStream.range(0, points)
        .mapToDouble(
            i -> {
              if (i == 0) {
                return low;
              }
              return i == points - 1
                  ? high
                  : rounded(numberAt.applyAsDouble((double) i / (points - 1)));
            })
        .mapToObj(dimension.hyperparameter().kind()::nearest)
        .distinct()
        .toList();
  }

  private static double rounded(double number) {
    return new BigDecimal(number).round(DIGITS).doubleValue();
  }
}
