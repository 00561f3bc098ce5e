package dev.lambdasweep.core.optim;

import dev.lambdasweep.core.linalg.Matrix;
import java.util.List;
import java.util.stream.Stream;

/**
 * The state that an optimizer keeps for one parameter between updates: its moments, and a buffer
 * for its gradient.
 */
public final class ParameterState {
  private final Matrix gradient;
  private final List<Matrix> moments;

  /**
   * State with all moments 0.
   *
   * @param parameter parameter whose shape and format the moments get
   * @param moments number of moments that the optimizer keeps
   */
  public ParameterState(Matrix parameter, int moments) {
    this.gradient = zerosLike(parameter);
    this.moments = Stream.generate(() -> zerosLike(parameter)).limit(moments).toList();
  }

  private static Matrix zerosLike(Matrix parameter) {
    return Matrix.zeros(parameter.format(), parameter.rows(), parameter.columns());
  }

  /** The buffer for the loss's gradient, of the parameter's shape, to be filled before a step. */
  public Matrix gradient() {
    return gradient;
  }

  /** The moments after the last step, each of the parameter's shape; not copied. */
  public List<Matrix> moments() {
    return moments;
  }

  /**
   * Updates a parameter in place from the gradient in the buffer. Allocates nothing.
   *
   * @param update number of updates before it, from 0
   * @param parameter parameter of the shape and format of this state, [rows × columns]; updated
   * @param penaltyFactor factor f such that f · parameter is the penalty's gradient; 0 for biases
   * @throws IllegalArgumentException if the parameter is a view
   */
  public void step(int update, Matrix parameter, Step.ByGradient step, double penaltyFactor) {
    // checked without require, whose arguments would be allocated at every update
    if (parameter.offset() != 0 || parameter.stride() != parameter.rows()) {
      throw new IllegalArgumentException(
          "Invalid parameter: %s, must not be a view".formatted(parameter));
    }
    step.move(update, parameter, gradient, moments, penaltyFactor);
  }
}
