package dev.lambdasweep.driver.trial;

import dev.lambdasweep.core.linalg.Precision;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.optim.Optimizer;
import dev.lambdasweep.core.optim.Step;
import dev.lambdasweep.core.train.TrainingSpec;
import java.io.Serializable;
import java.util.List;

/**
 * A trial with everything resolved that its training needs.
 *
 * @param trial which point and repeat
 * @param network shape of the network
 * @param initialWeights what its weights are drawn from, with the trial's seed
 * @param precision format of its parameters
 * @param optimizer rates and penalty
 * @param training length, mini-batches and curve
 * @param data which of the sweep's data sets it is trained on, from 0
 */
public record TrialSetting(
    Trial trial,
    NetworkSpec network,
    InitialWeights initialWeights,
    Precision precision,
    Optimizer optimizer,
    TrainingSpec training,
    int data)
    implements Serializable {
  /** Images that the core measures at once, about. */
  private static final int MEASURED_AT_ONCE = 200;

  /**
   * What trials have in common that can be trained together: activation, loss, initial weights and
   * optimizer may differ.
   */
  record Mold(
      int repeat,
      int inputs,
      List<Integer> hidden,
      int classes,
      Precision precision,
      TrainingSpec training,
      int data) {}

  /** Whether the two can be trained over the same mini-batches, stacked along the first layer. */
  public boolean isFusibleWith(TrialSetting other) {
    return mold().equals(other.mold());
  }

  /** Equal for all that are fusible with this one. */
  Mold mold() {
    return new Mold(
        trial.repeat(),
        network.inputs(),
        network.hidden(),
        network.classes(),
        precision,
        training,
        data);
  }

  /** Multiplications of a training, but for a factor that all share; estimated from its shape. */
  double work() {
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
  long bytes() {
    long widths = 0;
    for (int layer = 0; layer < network.layers(); layer++) {
      widths += network.fanOut(layer);
    }
    // a step with moments keeps weights and gradient of its own beside them
    int copies = optimizer.stepAt(0) instanceof Step.ByGradient step ? 6 + step.moments() : 4;
    return (copies * parameters() + 2 * widths * examplesAtOnce()) * bytesOfANumber();
  }

  /** Bytes that a group takes for its mini-batch, however many trials are in it; estimated. */
  long sharedBytes() {
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
