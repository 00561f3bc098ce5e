package dev.lambdasweep.core.train;

import static dev.lambdasweep.core.Require.require;

/** Predicted values beside the actual ones, in the unit of the target. */
public final class ValuePredictions implements Predictions {
  private final double[] actual;
  private final double[] predicted;

  /**
   * Predictions of values.
   *
   * @param actual [rows] actual values; copied
   * @param predicted [rows] predicted values; copied
   */
  public ValuePredictions(double[] actual, double[] predicted) {
    require(
        actual.length == predicted.length,
        "Invalid predicted: %s values, must be as many as actual has, %s",
        predicted.length,
        actual.length);
    this.actual = actual.clone();
    this.predicted = predicted.clone();
  }

  @Override
  public int size() {
    return actual.length;
  }

  /** [rows] actual values, a copy. */
  public double[] actual() {
    return actual.clone();
  }

  /** [rows] predicted values, a copy. */
  public double[] predicted() {
    return predicted.clone();
  }
}
