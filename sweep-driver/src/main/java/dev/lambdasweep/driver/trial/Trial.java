package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.driver.space.Point;
import java.io.Serializable;

/**
 * One point of the space, to be trained once.
 *
 * @param number number of the point in the sweep, from 0
 * @param repeat number of the point's training, from 0
 * @param fold number of the fold that it is validated on, from 0; 0 if there is a single split
 * @param seed seed of initial weights and mini-batch order; the same for all points and folds of
 *     one repeat
 * @param point values chosen from the space
 */
public record Trial(int number, int repeat, int fold, long seed, Point point)
    implements Serializable {
  /** Checks that number, repeat and fold are not negative. */
  public Trial {
    require(number >= 0, "Invalid number: %s, must not be negative", number);
    require(repeat >= 0, "Invalid repeat: %s, must not be negative", repeat);
    require(fold >= 0, "Invalid fold: %s, must not be negative", fold);
  }

  /** A trial of a sweep without folds. */
  public Trial(int number, int repeat, long seed, Point point) {
    this(number, repeat, 0, seed, point);
  }
}
