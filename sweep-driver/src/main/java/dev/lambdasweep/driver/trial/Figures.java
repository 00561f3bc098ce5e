package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

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
  /** Checks that there is at most one measurement of the test set. */
  public Figures {
    test = List.copyOf(test);
    require(test.size() <= 1, "Invalid test: %s, must have at most one element", test);
  }

  /**
   * Loss, cost and accuracy on one set of images.
   *
   * @param loss mean cross-entropy in nats an image, finite
   * @param cost loss plus the L2 penalty, finite
   * @param accuracy share of the images classified correctly, in [0, 1]
   * @param images how many there were, positive
   */
  public record Measures(double loss, double cost, double accuracy, int images)
      implements Serializable {
    /** Checks that the figures are finite. */
    public Measures {
      require(Double.isFinite(loss), "Invalid loss: %s, must be finite", loss);
      require(Double.isFinite(cost), "Invalid cost: %s, must be finite", cost);
      require(accuracy >= 0 && accuracy <= 1, "Invalid accuracy: %s, must be in [0, 1]", accuracy);
      require(images > 0, "Invalid images: %s, must be positive", images);
    }

    /** Binomial standard error of the accuracy. */
    public double accuracyStandardError() {
      return Math.sqrt(accuracy * (1 - accuracy) / images);
    }
  }
}
