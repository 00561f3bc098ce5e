package dev.lambdasweep.core.trainer;

import java.io.Serializable;
import java.util.List;

/**
 * Trains trials: the built-in network, or a class of the user's own. It travels to the executors,
 * so it must be serializable; one instance may train several trials at the same time, each in its
 * own thread, so it keeps nothing of one trial for the next.
 *
 * <p>A trial's numbers are reproducible as far as the trainer derives all of its randomness from
 * {@link TrialContext#seed()}.
 */
public interface Trainer extends Serializable {

  /** Name by which a sweep's file chooses it, {@code trainer.name}: lower case, with dashes. */
  String name();

  /**
   * What can be set and searched. A sweep checks every value before anything trains.
   *
   * @return parameters with different names; may be empty
   */
  List<Parameter> parameters();

  /**
   * What it measures.
   *
   * @return at least one metric; the first ranks the trials unless the file says otherwise
   */
  List<Metric> metrics();

  /**
   * Trains one trial to its end and reports what it measures.
   *
   * <p>The figures of the trial are those passed to {@link TrialContext#figures}, or, without such
   * a call, the last report of each metric. Whatever this throws makes the trial FAILED with the
   * reason ERROR, or DIVERGED if it is a {@link DivergedException}; no other trial is affected.
   *
   * @param trial what to train, on which rows, and where to report
   * @throws Exception of any kind, if the training fails
   */
  void train(TrialContext trial) throws Exception;
}
