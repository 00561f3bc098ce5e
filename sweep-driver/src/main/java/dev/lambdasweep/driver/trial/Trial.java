package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.driver.space.Point;
import java.io.Serializable;

/**
 * One point of the space, to be trained once.
 *
 * @param number of the point in the sweep, from 0
 * @param repeat which training of the point, from 0
 * @param seed of initial weights and mini-batch order; the same for all points of one repeat
 * @param point the values that the space gave it
 */
public record Trial(int number, int repeat, long seed, Point point) implements Serializable {
  /** Checks that number and repeat are not negative. */
  public Trial {
    require(number >= 0, "Invalid number: %s, must not be negative", number);
    require(repeat >= 0, "Invalid repeat: %s, must not be negative", repeat);
  }
}
