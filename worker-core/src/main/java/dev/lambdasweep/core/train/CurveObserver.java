package dev.lambdasweep.core.train;

/** Follows the curves of a training while it runs, on the thread that trains. */
@FunctionalInterface
public interface CurveObserver {
  /** Observes nothing. */
  CurveObserver NONE = (member, point) -> {};

  /**
   * Called for every point of a curve, as soon as it has been measured. An exception ends the
   * training.
   *
   * @param member index of the member among those that the training began with
   * @param point the point, also part of the member's {@link MemberRun#curve}
   */
  void measured(int member, CurvePoint point);
}
