package dev.lambdasweep.core.nn;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/** Distribution of a layer's initial parameters. */
public sealed interface InitialWeights extends Serializable {
  /**
   * Standard deviation of the weights of a layer with the given numbers of inputs and outputs; the
   * mean is 0.
   */
  double deviation(int fanIn, int fanOut);

  /** Standard deviation of the biases of a layer; 0 if they start at 0. */
  default double biasDeviation() {
    return 0;
  }

  /** N(0, 1 / fan-in). */
  record FanIn() implements InitialWeights {
    @Override
    public double deviation(int fanIn, int fanOut) {
      return 1 / Math.sqrt(fanIn);
    }
  }

  /**
   * N(0, 2 / fan-in), which preserves the variance of signals through ReLU layers.
   *
   * <p>Source: He, Zhang, Ren, Sun, Delving deep into rectifiers, 2015, equation 10,
   * https://arxiv.org/abs/1502.01852. As in the paper, the first layer is drawn like the others.
   */
  record He() implements InitialWeights {
    @Override
    public double deviation(int fanIn, int fanOut) {
      return Math.sqrt(2.0 / fanIn);
    }
  }

  /**
   * N(0, 2 / (fan-in + fan-out)), a compromise between preserving the variance of signals and that
   * of gradients.
   *
   * <p>Source: Glorot, Bengio, Understanding the difficulty of training deep feedforward neural
   * networks, 2010, equation 12, https://proceedings.mlr.press/v9/glorot10a.html. The paper uses a
   * uniform distribution (equation 16); this is the normal one of the same variance.
   */
  record Xavier() implements InitialWeights {
    @Override
    public double deviation(int fanIn, int fanOut) {
      return Math.sqrt(2.0 / (fanIn + fanOut));
    }
  }

  /**
   * N(0, sd²) for every layer.
   *
   * @param sd standard deviation, positive
   * @param withBiases whether biases are also drawn from it, instead of starting at 0
   */
  record Normal(double sd, boolean withBiases) implements InitialWeights {
    /** Checks that the deviation is positive. */
    public Normal {
      require(sd > 0 && Double.isFinite(sd), "Invalid sd: %s, must be positive", sd);
    }

    @Override
    public double deviation(int fanIn, int fanOut) {
      return sd;
    }

    @Override
    public double biasDeviation() {
      return withBiases ? sd : 0;
    }
  }
}
