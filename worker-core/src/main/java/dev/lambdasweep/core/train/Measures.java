package dev.lambdasweep.core.train;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Loss, cost and quality of a network on one set of rows. Rows with weights count by them.
 *
 * @param loss mean of the network's loss, in nats per row or squared deviations of the target; not
 *     finite if the network has diverged
 * @param cost loss plus the L2 penalty; not finite if the network has diverged
 * @param quality quality of the predictions
 * @param rows number of rows, positive
 */
public record Measures(double loss, double cost, Quality quality, int rows)
    implements Serializable {
  /** Checks the number of rows. */
  public Measures {
    require(rows > 0, "Invalid rows: %s, must be positive", rows);
  }

  /** All figures by name: loss, cost and those of the quality. */
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>(quality.figures());
    figures.put("loss", loss);
    figures.put("cost", cost);
    return figures;
  }

  /**
   * One figure by its name.
   *
   * @throws IllegalArgumentException if the task has no such figure
   */
  public double figure(String name) {
    Map<String, Double> figures = figures();
    require(
        figures.containsKey(name), "Invalid name: %s, must be one of %s", name, figures.keySet());
    return figures.get(name);
  }

  /** Whether loss and cost are finite, and hence all weights. */
  public boolean isFinite() {
    return Double.isFinite(loss) && Double.isFinite(cost);
  }
}
