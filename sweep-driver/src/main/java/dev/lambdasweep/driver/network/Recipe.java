package dev.lambdasweep.driver.network;

import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.core.optim.Optimizer;
import dev.lambdasweep.core.optim.Step;
import dev.lambdasweep.core.train.TrainingSpec;
import dev.lambdasweep.core.trainer.Footprint;
import java.io.Serializable;
import java.util.List;

/**
 * A trial in the worker core's terms.
 *
 * @param network shape of the network
 * @param initialWeights distribution of its initial weights, drawn with the trial's seed
 * @param precision format of its parameters
 * @param optimizer optimizer with its rates and penalty
 * @param training length, mini-batches and curve
 */
record Recipe(
    NetworkSpec network,
    InitialWeights initialWeights,
    Precision precision,
    Optimizer optimizer,
    TrainingSpec training) {
  /** Approximate number of images that the core measures at once. */
  private static final int MEASURED_AT_ONCE = 200;

  /** Longest array, hence the most weights of a stacked layer. */
  private static final long MOST_NUMBERS = Integer.MAX_VALUE - 8L;

  /**
   * The properties that trials must share to be trained together; activation, loss, initial weights
   * and optimizer may differ.
   */
  private record Mold(
      int inputs, List<Integer> hidden, int outputs, Precision precision, TrainingSpec training)
      implements Serializable {}

  /** The resources that a trial needs while it trains. */
  Footprint footprint() {
    long firstLayer = (long) network.inputs() * network.fanOut(0);
    return new Footprint(
        new Mold(network.inputs(), network.hidden(), network.outputs(), precision, training),
        work(),
        bytes(),
        sharedBytes(),
        (int) Math.max(1, MOST_NUMBERS / firstLayer));
  }

  /** Multiplications of a training up to a common factor, estimated from its shape. */
  private double work() {
    return (double) training.updates() * training.batching().size() * parameters();
  }

  private long parameters() {
    long parameters = 0;
    for (int layer = 0; layer < network.layers(); layer++) {
      parameters += network.fanOut(layer) * (network.fanIn(layer) + 1L);
    }
    return parameters;
  }

  /**
   * Bytes that the trial needs while it trains, in addition to those its group shares: its initial
   * weights, its part of the stack, its result, and the outputs of its layers; a generous estimate.
   */
  private long bytes() {
    long widths = 0;
    for (int layer = 0; layer < network.layers(); layer++) {
      widths += network.fanOut(layer);
    }
    // a step with moments also keeps its own weights and gradient
    int copies = optimizer.step() instanceof Step.ByGradient step ? 6 + step.moments() : 4;
    return (copies * parameters() + 2 * widths * examplesAtOnce()) * precision.bytes();
  }

  /** Estimated bytes that a group needs for its mini-batch, however many trials it has. */
  private long sharedBytes() {
    return network.inputs() * examplesAtOnce() * precision.bytes();
  }

  private long examplesAtOnce() {
    return Math.max(MEASURED_AT_ONCE, training.batching().size());
  }
}
