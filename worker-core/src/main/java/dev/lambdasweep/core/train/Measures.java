package dev.lambdasweep.core.train;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/**
 * Loss, cost and accuracy of a network on one set of images.
 *
 * @param loss mean of the network's loss, in nats per image; not finite if the network has diverged
 * @param cost loss plus the L2 penalty, in nats per image; not finite if the network has diverged
 * @param accuracy share of the images classified correctly, in [0, 1]
 * @param images number of images, positive
 */
public record Measures(double loss, double cost, double accuracy, int images)
    implements Serializable {
  /** Checks the accuracy and the number of images. */
  public Measures {
    require(accuracy >= 0 && accuracy <= 1, "Invalid accuracy: %s, must be in [0, 1]", accuracy);
    require(images > 0, "Invalid images: %s, must be positive", images);
  }

  /** Binomial standard error of the accuracy, √(p · (1 − p) / n). */
  public double accuracyStandardError() {
    return Math.sqrt(accuracy * (1 - accuracy) / images);
  }

  /** Whether loss and cost are finite, and hence all weights. */
  public boolean isFinite() {
    return Double.isFinite(loss) && Double.isFinite(cost);
  }
}
