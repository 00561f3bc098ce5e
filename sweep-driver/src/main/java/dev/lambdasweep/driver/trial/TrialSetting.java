package dev.lambdasweep.driver.trial;

import dev.lambdasweep.core.linalg.Precision;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.optim.Optimizer;
import dev.lambdasweep.core.train.TrainingSpec;
import java.io.Serializable;

/**
 * A trial with everything resolved that its training needs.
 *
 * @param trial which point and repeat
 * @param network shape of the network
 * @param initialWeights what its weights are drawn from, with the trial's seed
 * @param precision format of its parameters
 * @param optimizer rates and penalty
 * @param training length, mini-batches and curve
 */
public record TrialSetting(
    Trial trial,
    NetworkSpec network,
    InitialWeights initialWeights,
    Precision precision,
    Optimizer optimizer,
    TrainingSpec training)
    implements Serializable {
  /** Whether the two can be trained over the same mini-batches, stacked along the first layer. */
  public boolean isFusibleWith(TrialSetting other) {
    return trial.repeat() == other.trial.repeat()
        && network.equals(other.network)
        && precision == other.precision
        && training.equals(other.training);
  }
}
