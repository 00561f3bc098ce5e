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

  @Override
  public Step step() {
    return momentum == 0
        ? new Step.Descent(learningRate, penalty)
        : new WithMomentum(learningRate, penalty, momentum);
  }

  /**
   * Descent with momentum.
   *
   * @param learningRate learning rate η by update
   * @param penalty the L2 penalty
   * @param momentum momentum μ, above 0
   */
  private record WithMomentum(LearningRate learningRate, Penalty penalty, double momentum)
      implements Step.ByGradient {
    @Override
    public int moments() {
      return 1;
    }

    @Override
    public void move(
        int update, Matrix parameter, Matrix gradient, List<Matrix> moments, double penaltyFactor) {
      double rate = learningRate.rateAt(update);
      Matrix velocity = moments.get(0);
      switch (parameter.format()) {
        case FLOAT32 ->
            move(
                parameter.floats(),
                gradient.floats(),
                velocity.floats(),
                (float) rate,
                (float) penaltyFactor);
        case FLOAT64 ->
            move(parameter.doubles(), gradient.doubles(), velocity.doubles(), rate, penaltyFactor);
      }
    }

    private void move(
        float[] parameter, float[] gradients, float[] velocity, float eta, float penaltyFactor) {
      float mu = (float) momentum;
      for (int i = 0; i < parameter.length; i++) {
        float v = mu * velocity[i] + (gradients[i] + penaltyFactor * parameter[i]);
        velocity[i] = v;
        parameter[i] -= eta * v;
      }
    }

    private void move(
        double[] parameter,
        double[] gradients,
        double[] velocity,
        double rate,
        double penaltyFactor) {
      for (int i = 0; i < parameter.length; i++) {
        double v = momentum * velocity[i] + (gradients[i] + penaltyFactor * parameter[i]);
        velocity[i] = v;
        parameter[i] -= rate * v;
      }
    }
  }
}
