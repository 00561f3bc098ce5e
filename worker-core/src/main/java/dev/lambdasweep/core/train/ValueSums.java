package dev.lambdasweep.core.train;

import dev.lambdasweep.core.data.Targets;

/** Sums over the rows of one set from which the quality of predicted values follows. */
final class ValueSums {
  private final double total;
  private double squares;
  private double sizes;

  /**
   * No prediction yet.
   *
   * @param total weighted squared distance of the actual values from their mean
   */
  ValueSums(double total) {
    this.total = total;
  }

  /**
   * Weighted squared distance of some values from their mean.
   *
   * @param indices indices of the rows, at least one
   */
  static double total(Targets targets, int[] indices) {
    double weights = 0;
    double sum = 0;
    for (int index : indices) {
      weights += targets.weight(index);
      sum += targets.weight(index) * targets.at(index);
    }
    double mean = sum / weights;
    double total = 0;
    for (int index : indices) {
      double distance = targets.at(index) - mean;
      total += targets.weight(index) * distance * distance;
    }
    return total;
  }

  /** Adds a row's error, in the unit of the target. */
  void add(double error, double weight) {
    squares += weight * error * error;
    sizes += weight * Math.abs(error);
  }

  /** The quality of all rows, of the given total weight. */
  Quality quality(double weights) {
    double r2 = total > 0 ? 1 - squares / total : squares == 0 ? 1 : 0;
    return new Quality.OfValues(Math.sqrt(squares / weights), sizes / weights, r2);
  }
}
