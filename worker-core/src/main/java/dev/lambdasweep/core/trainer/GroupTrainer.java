package dev.lambdasweep.core.trainer;

import dev.lambdasweep.core.data.Dataset;
import java.util.List;

/**
 * A trainer that trains several trials together in less time than one after another. Each trial's
 * numbers must be the same bits in any group and alone.
 */
public interface GroupTrainer extends Trainer {

  /**
   * What a trial takes, and which others it can be trained with. A pure function of its arguments,
   * called once per trial before anything trains.
   *
   * @param parameters the trial's
   * @param dataset what it will be trained on
   * @throws dev.lambdasweep.core.UserException if no trial can be trained with these parameters
   */
  Footprint footprint(Parameters parameters, Dataset dataset);

  /**
   * Trains trials together, to the end of each.
   *
   * @param trials at least one; of the same repeat, data set and {@link Footprint#mold()}
   * @throws Exception of any kind, if the training of any fails; each is then trained alone
   */
  void trainTogether(List<? extends TrialContext> trials) throws Exception;

  @Override
  default void train(TrialContext trial) throws Exception {
    trainTogether(List.of(trial));
  }
}
