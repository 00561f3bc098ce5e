package dev.lambdasweep.core.check;

import java.util.stream.IntStream;

/**
 * How well the two gradients of one parameter agree.
 *
 * @param name name of the parameter: {@code W1, b1, …}
 * @param rows number of rows of the parameter
 * @param columns number of columns of the parameter
 * @param relativeError ‖ga − gn‖ / (‖ga‖ + ‖gn‖) over the compared entries; 0 if both are 0
 * @param largestRelativeError largest |ga − gn| / max({@value #SMALLEST_DENOMINATOR}, |ga| + |gn|)
 * @param absoluteDifference summary of |ga − gn| over the entries
 * @param numericalGradient summary of gn over the entries, to put the differences into proportion
 */
public record ParameterCheck(
    String name,
    int rows,
    int columns,
    double relativeError,
    double largestRelativeError,
    Summary absoluteDifference,
    Summary numericalGradient) {
  /** Lower bound of the denominator, so that an entry with both gradients 0 does not give 0 / 0. */
  static final double SMALLEST_DENOMINATOR = 1e-12;

  /**
   * Compares entries.
   *
   * @param analytic entries of ga
   * @param numerical entries of gn, in the same order
   */
  static ParameterCheck compare(
      String name, int rows, int columns, double[] analytic, double[] numerical) {
    double[] differences =
        IntStream.range(0, analytic.length)
            .mapToDouble(i -> Math.abs(analytic[i] - numerical[i]))
            .toArray();
    double norms = norm(analytic) + norm(numerical);
    double largestRelative =
        IntStream.range(0, analytic.length)
            .mapToDouble(
                i ->
                    differences[i]
                        / Math.max(
                            SMALLEST_DENOMINATOR, Math.abs(analytic[i]) + Math.abs(numerical[i])))
            .max()
            .orElseThrow();
    return new ParameterCheck(
        name,
        rows,
        columns,
        norms == 0 ? 0 : norm(differences) / norms,
        largestRelative,
        Summary.of(differences),
        Summary.of(numerical));
  }

  /** Number of compared entries. */
  public int entries() {
    return absoluteDifference.count();
  }

  /** Largest |ga − gn|. */
  public double largestAbsoluteError() {
    return absoluteDifference.largest();
  }

  private static double norm(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number * number;
    }
    return Math.sqrt(sum);
  }
}
