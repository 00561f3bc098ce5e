package dev.lambdasweep.core.train;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.nn.StackedNetwork;
import dev.lambdasweep.core.optim.Penalty;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures networks on rows. Losses are summed row by row, in the order of the indices, so the
 * figures do not depend on the block size.
 */
public final class Evaluation {
  /** Number of rows evaluated together for a single network. */
  private static final int BLOCK = 500;

  private Evaluation() {}

  /**
   * The result of evaluating one member.
   *
   * @param measures figures of the member
   * @param outcomes what it predicts for each row
   */
  public record Evaluated(Measures measures, Outcomes outcomes) {}

  /** Measures one network on all examples. */
  public static Evaluated evaluate(
      Network network, Penalty penalty, Examples examples, Standardizer standardizer) {
    int[] all = IntStream.range(0, examples.size()).toArray();
    try (StackedNetwork stack =
        new StackedNetwork(List.of(network), Math.min(BLOCK, examples.size()))) {
      return evaluate(stack, List.of(penalty), examples, standardizer, all).get(0);
    }
  }

  /** The predictions of one network for every example. */
  public static Predictions predict(Network network, Examples examples, Standardizer standardizer) {
    double[] actual = new double[examples.size()];
    double[] predicted = new double[actual.length];
    double[] probabilities = new double[actual.length];
    boolean areClasses = examples.task() == Task.CLASSIFICATION;
    try (Predictor predictor =
        new Predictor(network, standardizer, Math.min(BLOCK, actual.length))) {
      for (int from = 0; from < actual.length; from += predictor.capacity()) {
        int to = Math.min(actual.length, from + predictor.capacity());
        predictor.read(examples, from, to);
        for (int i = from; i < to; i++) {
          actual[i] = examples.targets().at(i);
          predicted[i] = predictor.predicted(i - from);
          if (areClasses) {
            probabilities[i] = predictor.probability(i - from, (int) actual[i]);
          }
        }
      }
    }
    return areClasses
        ? new ClassPredictions(examples.classes(), whole(actual), whole(predicted), probabilities)
        : new ValuePredictions(actual, predicted);
  }

  private static int[] whole(double[] classes) {
    return IntStream.range(0, classes.length).map(i -> (int) classes[i]).toArray();
  }

  /**
   * Measures every member of a stack.
   *
   * @param penalties [K] penalty of each member
   * @param indices indices of the examples to measure on, at least one
   */
  static List<Evaluated> evaluate(
      StackedNetwork stack,
      List<Penalty> penalties,
      Examples examples,
      Standardizer standardizer,
      int[] indices) {
    List<Sums> sums = Sums.of(stack, examples, indices);
    double weights = 0;
    for (int from = 0; from < indices.length; from += stack.capacity()) {
      int to = Math.min(indices.length, from + stack.capacity());
      stack.gather(examples, standardizer, indices, from, to);
      stack.forward();
      for (int j = 0; j < to - from; j++) {
        weights += stack.weight(j);
      }
      for (int k = 0; k < stack.members(); k++) {
        sums.get(k).add(stack, k, standardizer, from, to);
      }
    }
    double total = weights;
    return IntStream.range(0, stack.members())
        .mapToObj(k -> sums.get(k).evaluated(penalties.get(k), stack.sumOfSquaredWeights(k), total))
        .toList();
  }

  /** What is summed over the rows for one member. */
  private static final class Sums {
    private final int rows;
    private final boolean areClasses;
    private final BitSet correct = new BitSet();
    private final float[] errors;
    private final ValueSums values;
    private double loss;
    private double correctWeight;

    private Sums(int rows, boolean areClasses, double total) {
      this.rows = rows;
      this.areClasses = areClasses;
      this.errors = new float[areClasses ? 0 : rows];
      this.values = new ValueSums(total);
    }

    static List<Sums> of(StackedNetwork stack, Examples examples, int[] indices) {
      boolean areClasses = examples.task() == Task.CLASSIFICATION;
      double total = areClasses ? 0 : ValueSums.total(examples.targets(), indices);
      return IntStream.range(0, stack.members())
          .mapToObj(k -> new Sums(indices.length, areClasses, total))
          .toList();
    }

    void add(StackedNetwork stack, int k, Standardizer standardizer, int from, int to) {
      Matrix outputs = stack.logits(k);
      Loss lossOfMember = stack.loss(k);
      for (int j = 0; j < to - from; j++) {
        double target = stack.target(j);
        double weight = stack.weight(j);
        double predicted = lossOfMember.predicted(outputs, j);
        loss += weight * lossOfMember.loss(outputs, j, target);
        if (areClasses) {
          if (predicted == target) {
            correct.set(from + j);
            correctWeight += weight;
          }
        } else {
          double error = (predicted - target) * standardizer.targetDeviation();
          errors[from + j] = (float) error;
          values.add(error, weight);
        }
      }
    }

    Evaluated evaluated(Penalty penalty, double squaredWeights, double weights) {
      double mean = loss / weights;
      Quality quality =
          areClasses ? new Quality.OfClasses(correctWeight / weights) : values.quality(weights);
      return new Evaluated(
          new Measures(mean, penalty.cost(mean, squaredWeights), quality, rows),
          new Outcomes(rows, correct, errors));
    }
  }
}
