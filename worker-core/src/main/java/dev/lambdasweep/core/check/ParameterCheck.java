package dev.lambdasweep.core.check;

import java.util.List;

/**
 * How well the two gradients of one parameter agree.
 *
 * @param name {@code W1, b1, …}
 * @param rows rows of the parameter
 * @param columns columns of the parameter
 * @param entries how many of its entries were compared
 * @param relativeError ‖ga − gn‖ / (‖ga‖ + ‖gn‖) over these entries; 0 where both are 0
 * @param largestRelativeError largest |ga − gn| / max({@value #SMALLEST_DENOMINATOR}, |ga| + |gn|)
 * @param largestAbsoluteError largest |ga − gn|
 */
public record ParameterCheck(
    String name,
    int rows,
    int columns,
    int entries,
    double relativeError,
    double largestRelativeError,
    double largestAbsoluteError) {
  /** Keeps an entry where both gradients are 0 from counting as 0 / 0. */
  static final double SMALLEST_DENOMINATOR = 1e-12;

  /**
   * Compares entries.
   *
   * @param analytic ga, by entry
   * @param numerical gn, in the same order
   */
  static ParameterCheck compare(
      String name, int rows, int columns, List<Double> analytic, List<Double> numerical) {
    double squaredDifference = 0;
    double squaredAnalytic = 0;
    double squaredNumerical = 0;
    double largestRelative = 0;
    double largestAbsolute = 0;
    for (int i = 0; i < analytic.size(); i++) {
      double a = analytic.get(i);
      double n = numerical.get(i);
      double difference = Math.abs(a - n);
      squaredDifference += difference * difference;
      squaredAnalytic += a * a;
      squaredNumerical += n * n;
      largestAbsolute = Math.max(largestAbsolute, difference);
      largestRelative =
          Math.max(
              largestRelative,
              difference / Math.max(SMALLEST_DENOMINATOR, Math.abs(a) + Math.abs(n)));
    }
    double norms = Math.sqrt(squaredAnalytic) + Math.sqrt(squaredNumerical);
    return new ParameterCheck(
        name,
        rows,
        columns,
        analytic.size(),
        norms == 0 ? 0 : Math.sqrt(squaredDifference) / norms,
        largestRelative,
        largestAbsolute);
  }
}
