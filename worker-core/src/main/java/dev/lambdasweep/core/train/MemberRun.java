package dev.lambdasweep.core.train;

import java.util.List;
import java.util.Optional;

/**
 * The result of one member's training. If it continued another one, updates, epochs and seconds are
 * those of both together.
 *
 * @param ending ending of the member
 * @param trained trained network with its figures; empty unless the training is complete
 * @param updates number of mini-batch updates
 * @param epochs passes over the training images, with a fractional part
 * @param curve measurements in the order of their updates, since it continued
 * @param trainSeconds seconds in updates until the member ended: 1/K of the group's time
 * @param evaluateSeconds seconds in measurements until the member ended: 1/K of the group's time
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
