package examples;

import dev.lambdasweep.core.train.ClassPredictions;
import dev.lambdasweep.core.train.Predictions;
import dev.lambdasweep.core.train.ValuePredictions;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What a model predicts for rows, beside what they are. */
final class Scores {
  private final float[][] predicted;
  private final double[] actual;
  private final double[] weights;
  private final int classes;

  /**
   * Keeps the arrays without copying.
   *
   * @param predicted [rows][classes] probabilities, or [rows][1] values
   * @param actual [rows] classes or values
   * @param weights [rows] weights, by which rows count in figures
   * @param classes number of classes; 0 for values
   */
  Scores(float[][] predicted, double[] actual, double[] weights, int classes) {
    this.predicted = predicted;
    this.actual = actual;
    this.weights = weights;
    this.classes = classes;
  }

  /**
   * Figures by name.
   *
   * @param rows which rows they are: {@code valid} or {@code test}
   */
  Map<String, Double> figures(String rows) {
    if (classes > 0) {
      return Map.of(
          rows + "_accuracy", mean(row -> choice(row) == label(row) ? 1 : 0),
          rows + "_loss", mean(row -> -Math.log(Math.max(1e-15, predicted[row][label(row)]))));
    }
    return Map.of(
        rows + "_rmse", Math.sqrt(mean(row -> error(row) * error(row))),
        rows + "_mae", mean(row -> Math.abs(error(row))));
  }

  /** Set of rows whose class is the most probable one. */
  BitSet correct() {
    BitSet correct = new BitSet();
    rows().filter(row -> choice(row) == label(row)).forEach(correct::set);
    return correct;
  }

  /** [rows] predicted value minus the actual one. */
  float[] errors() {
    float[] errors = new float[actual.length];
    rows().forEach(row -> errors[row] = (float) error(row));
    return errors;
  }

  /** The predictions, to be stored. */
  Predictions predictions() {
    if (classes > 0) {
      return ClassPredictions.of(
          classes,
          rows().map(this::label).toArray(),
          rows().map(this::choice).toArray(),
          rows().mapToDouble(row -> predicted[row][label(row)]).toArray());
    }
    return new ValuePredictions(actual, rows().mapToDouble(row -> predicted[row][0]).toArray());
  }

  private IntStream rows() {
    return IntStream.range(0, actual.length);
  }

  private double mean(IntToDoubleFunction figure) {
    return rows().mapToDouble(row -> weights[row] * figure.applyAsDouble(row)).sum()
        / Arrays.stream(weights).sum();
  }

  private double error(int row) {
    return predicted[row][0] - actual[row];
  }

  private int label(int row) {
    return (int) actual[row];
  }

  private int choice(int row) {
    float[] probabilities = predicted[row];
    return IntStream.range(0, classes)
        .reduce((best, other) -> probabilities[other] > probabilities[best] ? other : best)
        .orElseThrow();
  }
}
