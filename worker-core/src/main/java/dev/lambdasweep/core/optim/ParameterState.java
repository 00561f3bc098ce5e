package dev.lambdasweep.core.optim;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.linalg.Matrix;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an optimizer keeps of one parameter between updates, its moments, and a place for its
 * gradient.
 */
public final class ParameterState {
  private final Matrix gradient;
  private final List<Matrix> moments;

  /**
   * Moments of 0.
   *
   * @param parameter of the shape and precision that the moments get
   * @param moments how many the optimizer keeps
   */
  public ParameterState(Matrix parameter, int moments) {
    this.gradient = zerosLike(parameter);
    this.moments = Stream.generate(() -> zerosLike(parameter)).limit(moments).toList();
  }

  private static Matrix zerosLike(Matrix parameter) {
    return Matrix.zeros(parameter.precision(), parameter.rows(), parameter.columns());
  }

  /** Where the loss's gradient is written before a step, of the parameter's shape. */
  public Matrix gradient() {
    return gradient;
  }

  /**
   * Moves a parameter in place by the gradient that was written. Allocates nothing.
   *
   * @param parameter of the shape and precision this was made for, [rows × columns]; updated
   * @param penaltyFactor f, where f · parameter is the penalty's gradient; 0 for biases
   * @throws IllegalArgumentException if the parameter is a view
   */
  public void step(Matrix parameter, Step.ByGradient step, double penaltyFactor) {
    require(
        parameter.offset() == 0 && parameter.stride() == parameter.rows(),
        "Invalid parameter: %s, must be no view",
        parameter);
    step.move(parameter, gradient, moments, penaltyFactor);
  }
}
