package dev.lambdasweep.driver.search.cube;

import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.Integers;

/**
 * A dimension as an axis of the unit cube.
 *
 * <p>The coordinate of a value is its quantile. That of a listed number is its rank among the
 * listed ones: (rank + ½) / number of values. That of a choice only tells which one it is.
 *
 * @param dimension dimension of the space
 */
public record Axis(Dimension dimension) {
  /** Coordinate that stands for an inactive number: the middle of the axis. */
  private static final double INACTIVE_NUMBER = 0.5;

  /** Coordinate that stands for an inactive choice: different from each choice. */
  private static final double INACTIVE_CHOICE = -1;

  /** Whether the values are real numbers; otherwise, they can be counted. */
  public boolean isReal() {
    return dimension.levels() == 0;
  }

  /** Whether the values are choices, which are only equal or not. */
  public boolean isChoice() {
    return !dimension.isOrdered();
  }

  /** Distance of the coordinates of neighbouring values, where all have the same; otherwise 0. */
  public double step() {
    boolean areEven = dimension instanceof Integers && !dimension.isLogarithmic();
    return dimension.isListed() || areEven ? 1.0 / levels() : 0;
  }

  /** Number of different values; 0 if they are real numbers. */
  public long levels() {
    return dimension.levels();
  }

  /** Name of the hyperparameter: its full key. */
  public String path() {
    return dimension.hyperparameter().path();
  }

  /**
   * The value at a coordinate.
   *
   * @param x in [0, 1]
   */
  public Object value(double x) {
    return dimension.isListed()
        ? dimension.level(Math.min(levels() - 1, (long) (x * levels())))
        : dimension.at(x);
  }

  /** The coordinate of a value: in the middle of those of the same value. */
  public double coordinate(Object value) {
    return dimension.isListed()
        ? (dimension.levelOf(value) + 0.5) / levels()
        : dimension.quantile(value);
  }

  /** The coordinate of a counted value, by its number. */
  public double coordinateOf(long level) {
    return coordinate(dimension.level(level));
  }

  /** Number of the counted value at a coordinate. */
  public long levelAt(double x) {
    return dimension.levelOf(value(x));
  }

  /** Coordinate that stands for a value that a point does not have. */
  public double inactive() {
    return isChoice() ? INACTIVE_CHOICE : INACTIVE_NUMBER;
  }
}
