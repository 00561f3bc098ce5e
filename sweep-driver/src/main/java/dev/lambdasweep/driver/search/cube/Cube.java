package dev.lambdasweep.driver.search.cube;

import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A space as the unit cube: points as coordinates and back.
 *
 * <p>An inactive dimension has no value in a point. As a coordinate, a number stands at the middle
 * of its axis, and a choice differs from all choices. It therefore adds nothing to the distance of
 * two points that both lack it. A point that lacks it differs from one that has it in the condition
 * anyway.
 */
public final class Cube {
  private final SearchSpace space;
  private final List<Axis> axes;

  /** The unit cube of a space. */
  public Cube(SearchSpace space) {
    this.space = space;
    this.axes = space.dimensions().stream().map(Axis::new).toList();
  }

  /** The dimensions' axes, in order. */
  public List<Axis> axes() {
    return axes;
  }

  /** Number of axes. */
  public int size() {
    return axes.size();
  }

  /** Which axes are choices, [d]. */
  public boolean[] choices() {
    boolean[] isChoice = new boolean[size()];
    for (int d = 0; d < isChoice.length; d++) {
      isChoice[d] = axes.get(d).isChoice();
    }
    return isChoice;
  }

  /**
   * The point at a place of the cube.
   *
   * @param x [d] each in [0, 1]; those of inactive dimensions are ignored
   */
  public Point point(double[] x) {
    List<Object> values = new ArrayList<>();
    for (int d = 0; d < x.length; d++) {
      values.add(axes.get(d).value(x[d]));
    }
    return space.point(values);
  }

  /** Whether a point is one of the space. */
  public boolean contains(Point point) {
    return space.contains(point);
  }

  /** Whether a point may be proposed. */
  public boolean allows(Point point) {
    return space.allows(point);
  }

  /**
   * Coordinates of a point.
   *
   * @param point point of the space
   * @return [d]
   */
  public double[] coordinates(Point point) {
    double[] x = new double[size()];
    for (int d = 0; d < x.length; d++) {
      Axis axis = axes.get(d);
      Object value = point.values().get(axis.path());
      x[d] = value == null ? axis.inactive() : axis.coordinate(value);
    }
    return x;
  }

  /** Which dimensions a point has. */
  public boolean[] active(Point point) {
    boolean[] active = new boolean[size()];
    for (int d = 0; d < active.length; d++) {
      active[d] = point.values().containsKey(axes.get(d).path());
    }
    return active;
  }

  /** Number of combinations of values, at least that of the points; empty if it has no limit. */
  public OptionalLong combinations() {
    long product = 1;
    for (Axis axis : axes) {
      if (axis.isReal()) {
        return OptionalLong.empty();
      }
      product = Math.multiplyHigh(product, axis.levels()) == 0 ? product * axis.levels() : -1;
      if (product <= 0) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(product);
  }

  /**
   * All points, where {@link #combinations} is small.
   *
   * @return place of the cube by point, in order; the last dimension changes fastest
   */
  public Map<Point, double[]> all() {
    Map<Point, double[]> all = new LinkedHashMap<>();
    long combinations = combinations().orElseThrow();
    for (long number = 0; number < combinations; number++) {
      double[] x = new double[size()];
      long rest = number;
      for (int d = x.length - 1; d >= 0; d--) {
        Axis axis = axes.get(d);
        x[d] = axis.coordinateOf(rest % axis.levels());
        rest /= axis.levels();
      }
      all.putIfAbsent(point(x), x);
    }
    return all;
  }
}
