package dev.lambdasweep.driver.space;

/** Which points of a space may be proposed. */
@FunctionalInterface
public interface Constraint {
  /** All points may. */
  Constraint NONE = point -> true;

  /**
   * Whether a point may be proposed.
   *
   * @throws dev.lambdasweep.core.UserException if this cannot be determined
   */
  boolean allows(Point point);
}
