package dev.lambdasweep.driver.config;

import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.Loss;
import java.util.List;

/**
 * What is trained.
 *
 * @param hidden units of each hidden layer, each at least 1
 * @param activation of the hidden units
 * @param loss of the outputs
 * @param initialWeights their distribution
 */
public record NetworkSection(
    List<Integer> hidden, Activation activation, Loss loss, InitialWeights initialWeights) {
  /** Checks the units. */
  public NetworkSection {
    hidden = List.copyOf(hidden);
    Keys.HIDDEN.check(hidden);
  }

  /**
   * Distribution of the initial weights and biases.
   *
   * @param scheme family of the distribution
   * @param sd standard deviation for scheme normal, above 0; the others ignore it
   * @param biases where biases start; only scheme normal looks at it
   */
  public record InitialWeights(WeightScheme scheme, double sd, BiasScheme biases) {
    /** Checks the standard deviation. */
    public InitialWeights {
      Keys.WEIGHT_SD.check(sd);
    }
  }
}
