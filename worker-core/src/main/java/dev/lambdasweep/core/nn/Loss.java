package dev.lambdasweep.core.nn;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.linalg.Matrix;
import java.util.stream.IntStream;

/**
 * What a network's logits are measured by, and with it what probabilities they stand for. It is
 * part of a network's description, since a network trained with one says little under the other.
 *
 * <p>Shapes: K classes, B examples; an example a column. Whatever the matrix's precision,
 * exponentials and sums are in float64.
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
   * @param logits [K × B]; overwritten with the mean loss's gradient
   * @param labels [at least B], each in [0, K)
   * @return mean loss; NaN where a logit is
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
   * Probability that a column's logits give to a class; those of all classes add up to 1 under
   * softmax alone.
   *
   * @param logits [K × B], unchanged
   */
  public abstract double probability(Matrix logits, int column, int label);

  /**
   * Mean loss of a batch. The sum is compensated, so that its rounding does not grow with the
   * batch: a gradient check divides differences of it by a small step.
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
   * Class with the largest logit in a column, and so of the largest probability; the first of
   * several.
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
