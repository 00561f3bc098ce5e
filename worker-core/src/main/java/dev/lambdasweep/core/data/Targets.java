package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What examples are to be predicted as: a class each, or a value each. Examples may have weights,
 * by which they count in losses and metrics.
 */
public final class Targets implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int MOST_CLASSES = 1 << 20;

  private final int[] labels;
  private final double[] values;
  private final int classes;
  private final double[] weights;

  private Targets(int[] labels, double[] values, int classes, double[] weights) {
    this.labels = labels;
    this.values = values;
    this.classes = classes;
    this.weights = weights;
  }

  /**
   * A class for each example.
   *
   * @param labels [n], each in [0, classes); not copied
   * @param classes number of classes, in [2, 2²⁰]
   * @throws IllegalArgumentException if there is no label or one is out of range
   */
  public static Targets classes(int[] labels, int classes) {
    require(
        classes >= 2 && classes <= MOST_CLASSES,
        "Invalid classes: %s, must be in [2, %s]",
        classes,
        MOST_CLASSES);
    require(labels.length > 0, "Invalid labels: none, must be at least one");
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "Invalid label of example %d: %d, must be in [0, %d)".formatted(i, labels[i], classes));
      }
    }
    return new Targets(labels, new double[0], classes, new double[0]);
  }

  /**
   * A value for each example.
   *
   * @param values [n], finite, in any unit; not copied
   * @throws IllegalArgumentException if there is no value or one is not finite
   */
  public static Targets values(double[] values) {
    require(values.length > 0, "Invalid values: none, must be at least one");
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "Invalid value of example %d: %s, must be finite".formatted(i, values[i]));
      }
    }
    return new Targets(new int[0], values, 0, new double[0]);
  }

  /**
   * The same targets with weights, which are divided by their mean, so that they do not change the
   * size of a loss.
   *
   * @param raw [n], finite, at least 0, not all 0; unchanged
   */
  public Targets withWeights(double[] raw) {
    require(
        raw.length == size(),
        "Invalid weights: %s, must be one per example, %s",
        raw.length,
        size());
    for (int i = 0; i < raw.length; i++) {
      if (!(raw[i] >= 0 && Double.isFinite(raw[i]))) {
        throw new IllegalArgumentException(
            "Invalid weight of example %d: %s, must be finite and at least 0".formatted(i, raw[i]));
      }
    }
    double mean = Arrays.stream(raw).average().orElseThrow();
    require(mean > 0, "Invalid weights: all 0, at least one must be above 0");
    double[] scaled = new double[raw.length];
    Arrays.setAll(scaled, i -> raw[i] / mean);
    return new Targets(labels, values, classes, scaled);
  }

  /** The concatenation of several targets, of one task, number of classes and kind of weights. */
  static Targets concatenate(List<Targets> parts) {
    Targets first = parts.get(0);
    return new Targets(
        parts.stream().flatMapToInt(part -> Arrays.stream(part.labels)).toArray(),
        parts.stream().flatMapToDouble(part -> Arrays.stream(part.values)).toArray(),
        first.classes,
        parts.stream().flatMapToDouble(part -> Arrays.stream(part.weights)).toArray());
  }

  /** Whether the two can be concatenated. */
  boolean isLike(Targets other) {
    return classes == other.classes && areWeighted() == other.areWeighted();
  }

  /** Whether classes or values are predicted. */
  public Task task() {
    return classes > 0 ? Task.CLASSIFICATION : Task.REGRESSION;
  }

  /** Number of examples. */
  public int size() {
    return Math.max(labels.length, values.length);
  }

  /** Number of classes; 0 for values. */
  public int classes() {
    return classes;
  }

  /** An example's class, as a whole number in [0, classes), or its value. */
  public double at(int example) {
    return classes > 0 ? labels[example] : values[example];
  }

  /** Whether examples have weights. */
  public boolean areWeighted() {
    return weights.length > 0;
  }

  /** An example's weight; the weights have mean 1, and are all 1 if there are none. */
  public double weight(int example) {
    return weights.length > 0 ? weights[example] : 1;
  }

  /** Bytes that they take in memory. */
  long bytes() {
    return (long) Integer.BYTES * labels.length
        + (long) Double.BYTES * (values.length + weights.length);
  }

  /**
   * Classes of all examples, as the strata of a stratified split.
   *
   * @return [n], a copy
   * @throws IllegalStateException for values
   */
  public int[] strata() {
    if (classes == 0) {
      throw new IllegalStateException("Cannot stratify by values");
    }
    return labels.clone();
  }

  /** [n], the array itself, which must not be modified; empty for values. */
  int[] labels() {
    return labels;
  }

  /**
   * Mean and deviation of the values of some examples; 0 and 1 for classes, and deviation 1 if all
   * values are equal.
   *
   * @param indices indices of the examples, at least one
   * @return mean and deviation, that of the population
   */
  double[] fit(int[] indices) {
    if (classes > 0) {
      return new double[] {0, 1};
    }
    double mean = IntStream.of(indices).mapToDouble(i -> values[i]).sum() / indices.length;
    double squares = IntStream.of(indices).mapToDouble(i -> Math.pow(values[i] - mean, 2)).sum();
    double deviation = Math.sqrt(squares / indices.length);
    return new double[] {mean, deviation > 0 && Double.isFinite(deviation) ? deviation : 1};
  }
}
