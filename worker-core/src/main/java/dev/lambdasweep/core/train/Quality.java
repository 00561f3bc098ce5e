package dev.lambdasweep.core.train;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** How good a network's predictions are, in terms of its task. */
public sealed interface Quality extends Serializable {

  /** The figures by name: {@code accuracy}. */
  Map<String, Double> figures();

  /**
   * Of predicted classes.
   *
   * @param accuracy share of the weight of the rows that is classified correctly, in [0, 1]
   */
  record OfClasses(double accuracy) implements Quality {
    /** Checks the accuracy. */
    public OfClasses {
      require(accuracy >= 0 && accuracy <= 1, "Invalid accuracy: %s, must be in [0, 1]", accuracy);
    }

    /**
     * Binomial standard error, √(p · (1 − p) / n).
     *
     * @param rows number of rows, n, all of equal weight
     */
    public double standardError(int rows) {
      return Math.sqrt(accuracy * (1 - accuracy) / rows);
    }

    @Override
    public Map<String, Double> figures() {
      return Map.of("accuracy", accuracy);
    }
  }

  /**
   * Of predicted values; not finite if the network has diverged.
   *
   * @param rmse root of the mean squared error, in the unit of the target
   * @param mae mean absolute error, in the unit of the target
   * @param r2 coefficient of determination, 1 − Σ(y − ŷ)² / Σ(y − ȳ)²; where all values are equal,
   *     1 if they are all predicted exactly, else 0
   */
  record OfValues(double rmse, double mae, double r2) implements Quality {
    @Override
    public Map<String, Double> figures() {
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("rmse", rmse);
      figures.put("mae", mae);
      figures.put("r2", r2);
      return figures;
    }
  }
}
