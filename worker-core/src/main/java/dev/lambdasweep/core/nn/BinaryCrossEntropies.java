package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Matrix;

/**
 * Multiple binary cross-entropy of logits, in nats: every class is an independent binary decision
 * with probability p_k = sigmoid(z_k), and the loss of an example is the mean over the K classes,
 *
 * <p>−1/K · Σ_k (y_k · log p_k + (1 − y_k) · log(1 − p_k)), y one-hot.
 *
 * <p>Because of the factor 1/K, the gradients are K times smaller than those of the sum, and about
 * as much smaller than those of softmax cross-entropy.
 *
 * <p>A term is computed as max(z, 0) − y · z + log(1 + exp(−|z|)), so large logits do not overflow
 * and small probabilities keep their digits. Shapes as in {@link Loss}.
 */
final class BinaryCrossEntropies {
  private BinaryCrossEntropies() {}

  /** {@link Loss#lossAndGradient}; the gradient is w · (sigmoid(logits) − one-hot) / (K · B). */
  static double lossAndGradient(Matrix logits, double[] targets, double[] weights) {
    double share = 1.0 / ((double) logits.rows() * logits.columns());
    double loss = 0;
    for (int j = 0; j < logits.rows(); j++) {
      int label = (int) targets[j];
      loss += weights[j] * loss(logits, j, label);
      for (int k = 0; k < logits.columns(); k++) {
        double target = k == label ? 1 : 0;
        logits.set(j, k, (sigmoid(logits.at(j, k)) - target) * share * weights[j]);
      }
    }
    return loss / logits.rows();
  }

  /** {@link Loss#loss(Matrix, int, double)}. */
  static double loss(Matrix logits, int example, int label) {
    double sum = 0;
    for (int k = 0; k < logits.columns(); k++) {
      double z = logits.at(example, k);
      sum += Math.max(z, 0) - (k == label ? z : 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }
    return sum / logits.columns();
  }

  /** 1 / (1 + exp(−z)). */
  static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
