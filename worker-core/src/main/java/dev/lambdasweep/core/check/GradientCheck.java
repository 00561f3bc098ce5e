package dev.lambdasweep.core.check;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.core.nn.StackedNetwork;
import dev.lambdasweep.core.optim.Constant;
import dev.lambdasweep.core.optim.Penalty;
import dev.lambdasweep.core.optim.Step;
import dev.lambdasweep.core.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Compares the gradient used by training with central differences of the cost, in float64.
 *
 * <p>The analytical gradient is taken from training itself: one update at learning rate 1 moves a
 * parameter by minus its gradient, including decay. The numerical gradient, (cost(w + h) − cost(w −
 * h)) / 2h, differentiates {@link Network#logits}, a simple implementation independent of training.
 * Near a kink of ReLU the two may differ by more than rounding.
 *
 * <p>A batch may be one image, several, or all of them. To check only some dimensions of an image,
 * use {@link Network#firstInputs}, {@link Examples#firstInputs} and {@link
 * Standardizer#firstInputs}.
 *
 * @param step step of the differences, h; 1e-5 balances truncation and rounding in float64
 * @param entriesPerMatrix number of entries to compare per matrix, drawn with the seed; all if it
 *     has fewer
 * @param seed seed of the draw
 */
public record GradientCheck(double step, int entriesPerMatrix, long seed) {
  /** Checks that step and number of entries are positive. */
  public GradientCheck {
    require(step > 0, "Invalid step: %s, must be positive", step);
    require(
        entriesPerMatrix > 0, "Invalid entriesPerMatrix: %s, must be positive", entriesPerMatrix);
  }

  /**
   * Checks every parameter of a network on one batch.
   *
   * @param network network in float64; its parameters are changed by h and restored
   * @param indices examples of the batch
   * @return one comparison per parameter, in the order W1, b1, W2, …
   */
  public List<ParameterCheck> check(
      Network network,
      Penalty penalty,
      Examples examples,
      Standardizer standardizer,
      int[] indices) {
    require(
        network.precision() == Precision.FLOAT64,
        "Invalid precision: %s, must be FLOAT64",
        network.precision());
    Network updated = updated(network, penalty, examples, standardizer, indices);
    Matrix inputs = Matrix.zeros(Format.FLOAT64, examples.inputs(), indices.length);
    standardizer.apply(examples, indices, 0, indices.length, inputs.doubles());
    Batch batch = new Batch(examples, standardizer, indices);

    List<ParameterCheck> checks = new ArrayList<>();
    for (int p = 0; p < network.parameters().size(); p++) {
      Matrix before = network.parameters().get(p);
      Matrix after = updated.parameters().get(p);
      int[] entries = entries(before, p);
      double[] analytic = new double[entries.length];
      double[] numerical = new double[entries.length];
      for (int e = 0; e < entries.length; e++) {
        int i = entries[e] % before.rows();
        int j = entries[e] / before.rows();
        analytic[e] = before.at(i, j) - after.at(i, j);
        numerical[e] = centralDifference(network, penalty, inputs, batch, before, i, j);
      }
      checks.add(
          ParameterCheck.compare(
              network.spec().parameterNames().get(p),
              before.rows(),
              before.columns(),
              analytic,
              numerical));
    }
    return checks;
  }

  /** Targets, as a network learns them, and weights of the batch. */
  private static final class Batch {
    private final double[] targets;
    private final double[] weights;

    Batch(Examples examples, Standardizer standardizer, int[] indices) {
      targets = new double[indices.length];
      weights = new double[indices.length];
      examples.targets(indices, 0, indices.length, targets, weights);
      Arrays.setAll(targets, i -> standardizer.standardizedTarget(targets[i]));
    }
  }

  private static Network updated(
      Network network,
      Penalty penalty,
      Examples examples,
      Standardizer standardizer,
      int[] indices) {
    try (StackedNetwork stack = new StackedNetwork(List.of(network), indices.length)) {
      stack.gather(examples, standardizer, indices, 0, indices.length);
      stack.update(List.of(new Step.Descent(new Constant(1), penalty)), 0, new double[1]);
      return stack.member(0);
    }
  }

  private double centralDifference(
      Network network,
      Penalty penalty,
      Matrix inputs,
      Batch batch,
      Matrix parameter,
      int i,
      int j) {
    double value = parameter.at(i, j);
    parameter.set(i, j, value + step);
    double above = cost(network, penalty, inputs, batch);
    parameter.set(i, j, value - step);
    double below = cost(network, penalty, inputs, batch);
    parameter.set(i, j, value);
    return (above - below) / (2 * step);
  }

  private static double cost(Network network, Penalty penalty, Matrix inputs, Batch batch) {
    double loss = network.spec().loss().loss(network.logits(inputs), batch.targets, batch.weights);
    return penalty.cost(loss, network.sumOfSquaredWeights());
  }

  /** Entries to compare, in column-major order: all, or a seeded draw without replacement. */
  private int[] entries(Matrix parameter, int number) {
    int size = parameter.rows() * parameter.columns();
    if (size <= entriesPerMatrix) {
      return IntStream.range(0, size).toArray();
    }
    return Seeds.generator(seed, Seeds.Stream.CHECK, number)
        .ints(0, size)
        .distinct()
        .limit(entriesPerMatrix)
        .toArray();
  }
}
