package dev.lambdasweep.core.nn;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/** Distribution of a layer's weights before training; biases start at 0. */
public sealed interface InitialWeights extends Serializable {
  /** Standard deviation for a layer with that many inputs. */
  double deviation(int fanIn);

  /** N(0, 1 / fan-in). */
  record FanIn() implements InitialWeights {
    @Override
    public double deviation(int fanIn) {
      return 1 / Math.sqrt(fanIn);
    }
  }

  /**
   * N(0, sd²) for every layer.
   *
   * @param sd standard deviation, positive
   */
  record Normal(double sd) implements InitialWeights {
    /** Checks that the deviation is positive. */
    public Normal {
      require(sd > 0 && Double.isFinite(sd), "Invalid sd: %s, must be positive", sd);
    }

    @Override
    public double deviation(int fanIn) {
      return sd;
    }
  }
}
