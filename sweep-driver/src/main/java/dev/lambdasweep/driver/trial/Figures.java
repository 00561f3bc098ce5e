package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.train.Measures;
import java.io.Serializable;
import java.util.List;

/**
 * What was measured of a trained network.
 *
 * @param training on all training images
 * @param validation on all validation images
 * @param test on the test images, or empty; a {@code final} sweep alone has it
 */
public record Figures(Measures training, Measures validation, List<Measures> test)
    implements Serializable {
  /** Checks that all are finite and that the test set was measured at most once. */
  public Figures {
    test = List.copyOf(test);
    require(
        training.isFinite() && validation.isFinite() && test.stream().allMatch(Measures::isFinite),
        "Invalid figures: %s, %s, %s, must be finite",
        training,
        validation,
        test);
    require(test.size() <= 1, "Invalid test: %s, must have at most one element", test);
  }
}
