package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.driver.space.Point;
import java.io.Serializable;

/**
 * One point of the space, to be trained once.
 *
 * @param number number of the point in the sweep, from 0
 * @param repeat number of the point's training, from 0
 * @param seed seed of initial weights and mini-batch order; the same for all points of one repeat
 * @param point values chosen from the space
 */
public record Trial(int number, int repeat, long seed, Point point) implements Serializable {
  /** Checks that number and repeat are not negative. */
  public Trial {
    require(number >= 0, "Invalid number: %s, must not be negative", number);
    require(repeat >= 0, "Invalid repeat: %s, must not be negative", repeat);
  }
}
