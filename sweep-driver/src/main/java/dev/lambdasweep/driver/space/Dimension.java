package dev.lambdasweep.driver.space;

import dev.lambdasweep.driver.setting.Setting;
import java.util.List;

/**
 * One axis of a search space: the values that a hyperparameter may take, and how likely each is.
 */
public sealed interface Dimension permits LogUniform, Uniform, Integers, Listed {
  /** The hyperparameter whose values these are. */
  Setting<?> hyperparameter();

  /**
   * The value at quantile u: the inverse of the distribution function.
   *
   * @param u in [0, 1)
   * @return Double, Long, Boolean, String, or a List of Long, as the hyperparameter has it
   */
  Object at(double u);

  /**
   * The values of a grid, in order.
   *
   * @throws IllegalStateException if the dimension is continuous and has no number of points
   */
  List<Object> grid();

  /** Number of values of {@link #grid}; 0 if the dimension has no grid. */
  long gridSize();

  /** Whether the file lists its values, so that a search takes each of them by default. */
  default boolean isListed() {
    return false;
  }

  /**
   * The dimension as a file has it: a list of values, or a map of type, bounds and, if there are
   * any, points.
   */
  Object written();
}
