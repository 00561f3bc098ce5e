package dev.lambdasweep.core.train;

import java.util.List;
import java.util.Optional;

/**
 * All that came of one member's training.
 *
 * @param ending how it ended
 * @param trained the network and its figures; empty unless it is complete
 * @param updates mini-batch updates done
 * @param epochs passes over the training images done, with their fraction
 * @param curve measurements in the order of their updates
 * @param trainSeconds a K-th of the group's time in updates, until the member ended
 * @param evaluateSeconds a K-th of the group's time in measurements, until the member ended
 */
public record MemberRun(
    Ending ending,
    Optional<Trained> trained,
    int updates,
    double epochs,
    List<CurvePoint> curve,
    double trainSeconds,
    double evaluateSeconds) {
  /** Copies the curve in. */
  public MemberRun {
    curve = List.copyOf(curve);
  }
}
