package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.linalg.Matrix;
import java.util.stream.IntStream;

/**
 * Loss of a network's outputs, which also defines what they predict. It is part of a network's
 * description, since a network trained with one loss means little under another.
 *
 * <p>Shapes: K outputs, B examples; one example per row. For classes, K is their number, the
 * outputs are logits and a target is a class in [0, K); for values, K is 1 and a target is a
 * standardized value. Exponentials and sums are computed in float64, whatever the matrix's
 * precision.
 */
public enum Loss {
  /** −log softmax(z)[label], in nats; see {@link SoftmaxCrossEntropy}. */
  SOFTMAX_CROSS_ENTROPY(Task.CLASSIFICATION) {
    @Override
    public double lossAndGradient(Matrix outputs, double[] targets, double[] weights) {
      requireTargets(outputs, targets, weights);
      return SoftmaxCrossEntropy.lossAndGradient(outputs, targets, weights);
    }

    @Override
    public double loss(Matrix outputs, int example, double target) {
      return SoftmaxCrossEntropy.loss(outputs, example, (int) target);
    }

    @Override
    public double probability(Matrix outputs, int example, int label) {
      return Math.exp(-SoftmaxCrossEntropy.loss(outputs, example, label));
    }
  },

  /**
   * Mean over the classes of the binary cross-entropies of sigmoid(z) with the one-hot label, in
   * nats; see {@link BinaryCrossEntropies}.
   */
  MULTIPLE_BINARY_CROSS_ENTROPY(Task.CLASSIFICATION) {
    @Override
    public double lossAndGradient(Matrix outputs, double[] targets, double[] weights) {
      requireTargets(outputs, targets, weights);
      return BinaryCrossEntropies.lossAndGradient(outputs, targets, weights);
    }

    @Override
    public double loss(Matrix outputs, int example, double target) {
      return BinaryCrossEntropies.loss(outputs, example, (int) target);
    }

    @Override
    public double probability(Matrix outputs, int example, int label) {
      return BinaryCrossEntropies.sigmoid(outputs.at(example, label));
    }
  },

  /** (z − y)², in squared deviations of the target. */
  SQUARED_ERROR(Task.REGRESSION) {
    @Override
    public double lossAndGradient(Matrix outputs, double[] targets, double[] weights) {
      requireTargets(outputs, targets, weights);
      return Residuals.lossAndGradient(outputs, targets, weights, r -> r * r, r -> 2 * r);
    }

    @Override
    public double loss(Matrix outputs, int example, double target) {
      double residual = outputs.at(example, 0) - target;
      return residual * residual;
    }
  },

  /**
   * Huber's loss, which grows linearly with large errors: (z − y)² up to |z − y| = 1, one deviation
   * of the target, and 2 |z − y| − 1 beyond. Twice Huber's, so that it equals {@link
   * #SQUARED_ERROR} for small errors.
   *
   * <p>Source: Huber, Robust estimation of a location parameter, Annals of Mathematical Statistics
   * 35 (1964).
   */
  HUBER(Task.REGRESSION) {
    @Override
    public double lossAndGradient(Matrix outputs, double[] targets, double[] weights) {
      requireTargets(outputs, targets, weights);
      return Residuals.lossAndGradient(
          outputs, targets, weights, Residuals::huber, r -> 2 * Math.max(-1, Math.min(1, r)));
    }

    @Override
    public double loss(Matrix outputs, int example, double target) {
      return Residuals.huber(outputs.at(example, 0) - target);
    }
  };

  private final Task task;

  Loss(Task task) {
    this.task = task;
  }

  /** The usual loss of a task. */
  public static Loss usual(Task task) {
    return switch (task) {
      case CLASSIFICATION -> SOFTMAX_CROSS_ENTROPY;
      case REGRESSION -> SQUARED_ERROR;
    };
  }

  /** What networks with this loss predict. */
  public Task task() {
    return task;
  }

  /**
   * Mean loss of a batch, Σ w · loss / B, and its gradient with respect to the outputs.
   *
   * @param outputs [B × K], overwritten with the gradient of the mean loss
   * @param targets [at least B], classes in [0, K) or values
   * @param weights [at least B], weights of the examples, at least 0
   * @return mean loss; NaN if any output is
   * @throws IllegalArgumentException if there are fewer targets or weights than rows
   */
  public abstract double lossAndGradient(Matrix outputs, double[] targets, double[] weights);

  /**
   * Loss of one example.
   *
   * @param outputs [B × K], unchanged
   * @param target class in [0, K), or value
   */
  public abstract double loss(Matrix outputs, int example, double target);

  /**
   * Probability that an example's logits give to a class; only under softmax do those of all
   * classes add up to 1.
   *
   * @param outputs [B × K], unchanged
   * @throws IllegalStateException if values are predicted
   */
  public double probability(Matrix outputs, int example, int label) {
    throw new IllegalStateException("Cannot tell a probability: " + this + " predicts values");
  }

  /**
   * Mean loss of a batch, Σ w · loss / B. The sum is compensated, so that its rounding error does
   * not grow with the batch: a gradient check divides differences of losses by a small step.
   *
   * @param outputs [B × K], unchanged
   * @param targets [at least B], classes in [0, K) or values
   * @param weights [at least B], weights of the examples, at least 0
   */
  public double loss(Matrix outputs, double[] targets, double[] weights) {
    requireTargets(outputs, targets, weights);
    double sum =
        IntStream.range(0, outputs.rows())
            .mapToDouble(j -> weights[j] * loss(outputs, j, targets[j]))
            .sum();
    return sum / outputs.rows();
  }

  /**
   * What an example's outputs predict: the class with the largest logit, hence the largest
   * probability, the first one if there are several; or the standardized value.
   */
  public double predicted(Matrix outputs, int example) {
    return task == Task.REGRESSION ? outputs.at(example, 0) : outputs.columnOfLargest(example);
  }

  private static void requireTargets(Matrix outputs, double[] targets, double[] weights) {
    if (targets.length < outputs.rows() || weights.length < outputs.rows()) {
      throw new IllegalArgumentException(
          "Invalid targets: %d with %d weights, must be at least the batch's %d"
              .formatted(targets.length, weights.length, outputs.rows()));
    }
  }
}
