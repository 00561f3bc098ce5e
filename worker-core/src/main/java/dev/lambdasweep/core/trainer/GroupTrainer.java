package dev.lambdasweep.core.trainer;

import dev.lambdasweep.core.data.Dataset;
import java.util.List;

/**
 * A trainer that trains several trials together in less time than one after another. A trial's
 * numbers must be bit-identical in any group and alone.
 */
public interface GroupTrainer extends Trainer {

  /**
   * The resources that a trial needs, and which others it can be trained with. A pure function of
   * its arguments, called once per trial before any training.
   *
   * @param parameters parameters of the trial
   * @param dataset data set that it will be trained on
   * @throws dev.lambdasweep.core.UserException if no trial can be trained with these parameters
   */
  Footprint footprint(Parameters parameters, Dataset dataset);

  /**
   * Trains trials together, each to its end.
   *
   * @param trials trials to train, at least one, all of the same repeat, data set and {@link
   *     Footprint#mold()}; all of them or none have a {@linkplain TrialContext#checkpoint()
   *     checkpoint}, of the same step
   * @throws Exception of any kind, if any trial fails; each trial is then trained alone
   */
  void trainTogether(List<? extends TrialContext> trials) throws Exception;

  @Override
  default void train(TrialContext trial) throws Exception {
    trainTogether(List.of(trial));
  }
}
