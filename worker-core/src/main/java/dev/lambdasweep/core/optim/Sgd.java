package dev.lambdasweep.core.optim;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.linalg.Matrix;
import java.util.List;

/**
 * Mini-batch gradient descent on the cost: W ← W − η · (∂loss/∂W + ∂penalty/∂W), that is, weights
 * decay by a factor and then take a step along the loss's gradient; biases only take the step.
 *
 * <p>With momentum μ > 0 the step follows a velocity, which starts at 0: V ← μ · V + (∂loss/∂W +
 * ∂penalty/∂W) and W ← W − η · V.
 *
 * <p>Source: Polyak, Some methods of speeding up the convergence of iteration methods, 1964; in the
 * form of PyTorch's SGD without dampening, in which a change of η takes effect at once.
 *
 * @param learningRate learning rate η by update
 * @param penalty the L2 penalty
 * @param momentum momentum μ, in [0, 1)
 */
public record Sgd(LearningRate learningRate, Penalty penalty, double momentum)
    implements Optimizer {
  /** Checks the momentum. */
  public Sgd {
    require(momentum >= 0 && momentum < 1, "Invalid momentum: %s, must be in [0, 1)", momentum);
  }

  /** Gradient descent without momentum. */
  public Sgd(LearningRate learningRate, Penalty penalty) {
    this(learningRate, penalty, 0);
  }

  /** The factor by which weights decay in an update: 1 − η · (factor of the penalty's gradient). */
  public double decayAt(int update) {
    return 1 - rateAt(update) * penalty.gradientFactor();
  }

  @Override
  public Step stepAt(int update) {
    return momentum == 0
        ? new Step.Descent(rateAt(update), decayAt(update))
        : new WithMomentum(rateAt(update), penalty.gradientFactor(), momentum);
  }

  /**
   * One update with momentum.
   *
   * @param rate learning rate η
   * @param gradientFactor {@link Penalty#gradientFactor()}
   * @param momentum momentum μ, above 0
   */
  record WithMomentum(double rate, double gradientFactor, double momentum)
      implements Step.ByGradient {
    @Override
    public int moments() {
      return 1;
    }

    @Override
    public void move(
        Matrix parameter, Matrix gradient, List<Matrix> moments, double penaltyFactor) {
      Matrix velocity = moments.get(0);
      switch (parameter.precision()) {
        case FLOAT32 ->
            move(parameter.floats(), gradient.floats(), velocity.floats(), (float) penaltyFactor);
        case FLOAT64 ->
            move(parameter.doubles(), gradient.doubles(), velocity.doubles(), penaltyFactor);
      }
    }

    private void move(float[] parameter, float[] gradients, float[] velocity, float penaltyFactor) {
      float eta = (float) rate;
      float mu = (float) momentum;
      for (int i = 0; i < parameter.length; i++) {
        float v = mu * velocity[i] + (gradients[i] + penaltyFactor * parameter[i]);
        velocity[i] = v;
        parameter[i] -= eta * v;
      }
    }

    private void move(
        double[] parameter, double[] gradients, double[] velocity, double penaltyFactor) {
      for (int i = 0; i < parameter.length; i++) {
        double v = momentum * velocity[i] + (gradients[i] + penaltyFactor * parameter[i]);
        velocity[i] = v;
        parameter[i] -= rate * v;
      }
    }
  }
}
