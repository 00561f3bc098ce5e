package dev.lambdasweep.core.optim;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.linalg.Matrix;
import java.util.List;

/**
 * Adam on the cost, loss + penalty: the penalty's gradient is part of the gradient whose moments
 * are estimated; there is no decoupled weight decay.
 *
 * <p>Source: Kingma and Ba, Adam: a method for stochastic optimization, 2015, algorithm 1,
 * https://arxiv.org/abs/1412.6980. Unlike in the paper, the step size α may follow a schedule.
 *
 * @param learningRate step size α by update
 * @param penalty the L2 penalty
 * @param beta1 decay of the first moment, in [0, 1); 0.9 in the paper
 * @param beta2 decay of the second moment, in [0, 1); 0.999 in the paper
 * @param epsilon constant added to the square root of the second moment, positive; 1e-8 in the
 *     paper
 */
public record Adam(
    LearningRate learningRate, Penalty penalty, double beta1, double beta2, double epsilon)
    implements Optimizer, Step.ByGradient {
  /** Checks the ranges. */
  public Adam {
    require(beta1 >= 0 && beta1 < 1, "Invalid beta1: %s, must be in [0, 1)", beta1);
    require(beta2 >= 0 && beta2 < 1, "Invalid beta2: %s, must be in [0, 1)", beta2);
    require(
        epsilon > 0 && Double.isFinite(epsilon),
        "Invalid epsilon: %s, must be positive and finite",
        epsilon);
  }

  @Override
  public Step step() {
    return this;
  }

  @Override
  public int moments() {
    return 2;
  }

  /**
   * One update. The bias corrections are applied to the step size and the square root instead of to
   * the moments, which is equal up to rounding: m̂ / (√v̂ + ε) = (m / c1) / (√v / √c2 + ε).
   */
  @Override
  public void move(
      int update, Matrix parameter, Matrix gradient, List<Matrix> moments, double penaltyFactor) {
    int count = update + 1;
    double corrected = rateAt(update) / (1 - Math.pow(beta1, count));
    double rootFactor = 1 / Math.sqrt(1 - Math.pow(beta2, count));
    switch (parameter.format()) {
      case FLOAT32 ->
          move(
              parameter.floats(),
              gradient.floats(),
              moments.get(0).floats(),
              moments.get(1).floats(),
              (float) corrected,
              (float) rootFactor,
              (float) penaltyFactor);
      case FLOAT64 ->
          move(
              parameter.doubles(),
              gradient.doubles(),
              moments.get(0).doubles(),
              moments.get(1).doubles(),
              corrected,
              rootFactor,
              penaltyFactor);
    }
  }

  /** The loop uses only its own index; otherwise the compiler would not vectorize it. */
  private void move(
      float[] parameter,
      float[] gradients,
      float[] m,
      float[] v,
      float corrected,
      float rootFactor,
      float penaltyFactor) {
    float decay1 = (float) beta1;
    float decay2 = (float) beta2;
    float rest1 = (float) (1 - beta1);
    float rest2 = (float) (1 - beta2);
    float small = (float) epsilon;
    for (int i = 0; i < parameter.length; i++) {
      float g = gradients[i] + penaltyFactor * parameter[i];
      float mean = decay1 * m[i] + rest1 * g;
      float square = decay2 * v[i] + rest2 * g * g;
      m[i] = mean;
      v[i] = square;
      parameter[i] -= corrected * mean / (rootFactor * (float) Math.sqrt(square) + small);
    }
  }

  private void move(
      double[] parameter,
      double[] gradients,
      double[] m,
      double[] v,
      double corrected,
      double rootFactor,
      double penaltyFactor) {
    for (int i = 0; i < parameter.length; i++) {
      double g = gradients[i] + penaltyFactor * parameter[i];
      double mean = beta1 * m[i] + (1 - beta1) * g;
      double square = beta2 * v[i] + (1 - beta2) * g * g;
      m[i] = mean;
      v[i] = square;
      parameter[i] -= corrected * mean / (rootFactor * Math.sqrt(square) + epsilon);
    }
  }
}
