package dev.lambdasweep.driver.network;

import dev.lambdasweep.core.linalg.Precision;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.optim.Optimizer;
import dev.lambdasweep.core.optim.Step;
import dev.lambdasweep.core.train.TrainingSpec;
import dev.lambdasweep.core.trainer.Footprint;
import java.io.Serializable;
import java.util.List;

/**
 * What a trial trains, in the worker core's terms.
 *
 * @param network shape of the network
 * @param initialWeights what its weights are drawn from, with the trial's seed
 * @param precision format of its parameters
 * @param optimizer rates and penalty
 * @param training length, mini-batches and curve
 */
record Recipe(
    NetworkSpec network,
    InitialWeights initialWeights,
    Precision precision,
    Optimizer optimizer,
    TrainingSpec training) {
  /** Images that the core measures at once, about. */
  private static final int MEASURED_AT_ONCE = 200;

  /** Longest array, so the most weights of a stacked layer. */
  private static final long MOST_NUMBERS = Integer.MAX_VALUE - 8L;

  /**
   * What trials have in common that can be trained together: activation, loss, initial weights and
   * optimizer may differ.
   */
  private record Mold(
      int inputs, List<Integer> hidden, int classes, Precision precision, TrainingSpec training)
      implements Serializable {}

  /** What a trial takes while it trains. */
  Footprint footprint() {
    long firstLayer = (long) network.inputs() * network.fanOut(0);
    return new Footprint(
        new Mold(network.inputs(), network.hidden(), network.classes(), precision, training),
        work(),
        bytes(),
        sharedBytes(),
        (int) Math.max(1, MOST_NUMBERS / firstLayer));
  }

  /** Multiplications of a training, but for a factor that all share; estimated from its shape. */
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
   * Bytes that the trial takes while it trains, beside what its group shares: as its initial
   * weights, in the stack and as its result, and what passes its layers; estimated, rather too
   * many.
   */
  private long bytes() {
    long widths = 0;
    for (int layer = 0; layer < network.layers(); layer++) {
      widths += network.fanOut(layer);
    }
    // a step with moments keeps weights and gradient of its own beside them
    int copies = optimizer.stepAt(0) instanceof Step.ByGradient step ? 6 + step.moments() : 4;
    return (copies * parameters() + 2 * widths * examplesAtOnce()) * bytesOfANumber();
  }

  /** Bytes that a group takes for its mini-batch, however many trials are in it; estimated. */
  private long sharedBytes() {
    return network.inputs() * examplesAtOnce() * bytesOfANumber();
  }

  private long examplesAtOnce() {
    return Math.max(MEASURED_AT_ONCE, training.batching().size());
  }

  private int bytesOfANumber() {
    return switch (precision) {
      case FLOAT32 -> Float.BYTES;
      case FLOAT64 -> Double.BYTES;
    };
  }
}
