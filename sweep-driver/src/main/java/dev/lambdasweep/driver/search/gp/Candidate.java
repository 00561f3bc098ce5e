package dev.lambdasweep.driver.search.gp;

import dev.lambdasweep.driver.search.cube.Cube;
import dev.lambdasweep.driver.space.Point;

/** A point that may be proposed. */
final class Candidate {
  private final double[] x;
  private final Point point;
  private final double[] coordinates;

  /**
   * The candidate at a place of the cube.
   *
   * @param x [d] coordinates, also along axes of inactive dimensions; not copied
   */
  Candidate(Cube cube, double[] x) {
    this.x = x;
    this.point = cube.point(x);
    this.coordinates = cube.coordinates(point);
  }

  /** Place in the cube, [d], not a copy. */
  double[] x() {
    return x;
  }

  /** The point there. */
  Point point() {
    return point;
  }

  /** The point's coordinates, as the model sees them, [d], not a copy. */
  double[] coordinates() {
    return coordinates;
  }
}
