package dev.lambdasweep.driver.space;

import dev.lambdasweep.driver.setting.Setting;
import java.util.List;

/**
 * One axis of a search space: the values that a hyperparameter may take, and how likely each is.
 */
public sealed interface Dimension permits Continuous, Integers, Listed {
  /** The hyperparameter whose values these are. */
  Setting<?> hyperparameter();

  /**
   * The value at quantile u: the inverse of the distribution function.
   *
   * @param u in [0, 1]
   * @return Double, Long, Boolean, String, or a List of Long, as the hyperparameter has it
   */
  Object at(double u);

  /**
   * The quantile of a value: the middle of those at which {@link #at} is a whole or listed value,
   * and the value of the distribution function at a real one.
   *
   * @param value value that this dimension {@link #contains}
   * @return u in [0, 1) with {@code at(u)} equal to the value, up to rounding of real numbers
   */
  double quantile(Object value);

  /** Whether it is one of the listed values, or within the bounds. */
  boolean contains(Object value);

  /** Number of different values of {@link #at}; 0 if they are real numbers. */
  long levels();

  /**
   * One of the dimension's values. Numbers are in ascending order, choices in that of the list.
   *
   * @param level number of the value, in [0, {@link #levels})
   */
  Object level(long level);

  /** Number of a value: the inverse of {@link #level}, where there are levels. */
  long levelOf(Object value);

  /** Whether the values are numbers, so that one of them may be between two others. */
  default boolean isOrdered() {
    return true;
  }

  /** Whether equal ratios of values, rather than equal differences, are equally far apart. */
  default boolean isLogarithmic() {
    return false;
  }

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
