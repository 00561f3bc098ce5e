package dev.lambdasweep.driver.space;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Grids on continuous dimensions. */
final class Spacing {
  private static final MathContext DIGITS = new MathContext(12);

  private Spacing() {}

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
              dimension.hyperparameter().path()));
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
