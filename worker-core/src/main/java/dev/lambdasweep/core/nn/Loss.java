package dev.lambdasweep.core.nn;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.linalg.Matrix;
import java.util.stream.IntStream;

/**
 * Loss of a network's logits, which also defines their probabilities. It is part of a network's
 * description, since a network trained with one loss means little under another.
 *
 * <p>Shapes: K classes, B examples; one example per column. Exponentials and sums are computed in
 * float64, whatever the matrix's precision.
 */
public enum Loss {
  /** −log softmax(z)[label], in nats; see {@link SoftmaxCrossEntropy}. */
  SOFTMAX_CROSS_ENTROPY {
    @Override
    public double lossAndGradient(Matrix logits, int[] labels) {
      requireLabels(logits, labels);
      return SoftmaxCrossEntropy.lossAndGradient(logits, labels);
    }

    @Override
    public double loss(Matrix logits, int column, int label) {
      return SoftmaxCrossEntropy.loss(logits, column, label);
    }

    @Override
    public double probability(Matrix logits, int column, int label) {
      return Math.exp(-SoftmaxCrossEntropy.loss(logits, column, label));
    }
  },

  /**
   * Mean over the classes of the binary cross-entropies of sigmoid(z) with the one-hot label, in
   * nats; see {@link BinaryCrossEntropies}.
   */
  MULTIPLE_BINARY_CROSS_ENTROPY {
    @Override
    public double lossAndGradient(Matrix logits, int[] labels) {
      requireLabels(logits, labels);
      return BinaryCrossEntropies.lossAndGradient(logits, labels);
    }

    @Override
    public double loss(Matrix logits, int column, int label) {
      return BinaryCrossEntropies.loss(logits, column, label);
    }

    @Override
    public double probability(Matrix logits, int column, int label) {
      return BinaryCrossEntropies.sigmoid(logits.at(label, column));
    }
  };

  /**
   * Mean loss of a batch and its gradient with respect to the logits.
   *
   * @param logits [K × B], overwritten with the gradient of the mean loss
   * @param labels [at least B], each in [0, K)
   * @return mean loss; NaN if any logit is
   * @throws IllegalArgumentException if there are fewer labels than columns
   */
  public abstract double lossAndGradient(Matrix logits, int[] labels);

  /**
   * Loss of one column.
   *
   * @param logits [K × B], unchanged
   */
  public abstract double loss(Matrix logits, int column, int label);

  /**
   * Probability that a column's logits give to a class; only under softmax do those of all classes
   * add up to 1.
   *
   * @param logits [K × B], unchanged
   */
  public abstract double probability(Matrix logits, int column, int label);

  /**
   * Mean loss of a batch. The sum is compensated, so that its rounding error does not grow with the
   * batch: a gradient check divides differences of losses by a small step.
   *
   * @param logits [K × B], unchanged
   * @param labels [at least B], each in [0, K)
   */
  public double loss(Matrix logits, int[] labels) {
    requireLabels(logits, labels);
    double sum =
        IntStream.range(0, logits.columns()).mapToDouble(j -> loss(logits, j, labels[j])).sum();
    return sum / logits.columns();
  }

  /**
   * Class with the largest logit in a column, hence the largest probability; the first one if there
   * are several.
   */
  public int predicted(Matrix logits, int column) {
    int best = 0;
    for (int k = 1; k < logits.rows(); k++) {
      if (logits.at(k, column) > logits.at(best, column)) {
        best = k;
      }
    }
    return best;
  }

  private static void requireLabels(Matrix logits, int[] labels) {
    require(
        labels.length >= logits.columns(),
        "Invalid labels: %s, must be at least the batch's %s",
        labels.length,
        logits.columns());
  }
}
