package dev.lambdasweep.core.trainer;

import dev.lambdasweep.core.data.Task;
import java.io.Serializable;
import java.util.List;

/**
 * Trains trials: the built-in network, or a class of the user. Trainers are sent to the executors,
 * so they must be serializable. One instance may train several trials at the same time, each in its
 * own thread, so it must not carry state from one trial to another.
 *
 * <p>A trial's numbers are reproducible if the trainer derives all of its randomness from {@link
 * TrialContext#seed()}.
 */
public interface Trainer extends Serializable {

  /** Value of {@code trainer.name} that selects it, in lower case with dashes. */
  String name();

  /**
   * The parameters that can be set and searched. A sweep checks every value before any training.
   *
   * @return parameters with distinct names; may be empty
   */
  List<Parameter> parameters();

  /**
   * The metrics that it measures.
   *
   * @return metrics, at least one, each of which every trial must report; trials are ranked by the
   *     first, unless the sweep's file names another
   */
  List<Metric> metrics();

  /**
   * The metrics that it measures for one task; by default {@link #metrics()}, whatever the task.
   *
   * @param task what is predicted
   */
  default List<Metric> metrics(Task task) {
    return metrics();
  }

  /**
   * Whether a training that goes on from a rung continues from the state that it handed over there,
   * see {@link TrialContext#checkpoint()}; by default not, so it trains from the beginning.
   */
  default boolean continues() {
    return false;
  }

  /**
   * Trains one trial to its end and reports what it measures.
   *
   * <p>The figures of the trial are those passed to {@link TrialContext#figures} or, without such a
   * call, the last reported value of each metric. If this method throws, the trial is FAILED with
   * the reason ERROR, or DIVERGED for a {@link DivergedException}; no other trial is affected.
   *
   * @param trial trial to train, with its data, which also receives the reports
   * @throws Exception of any kind, if the training fails
   */
  void train(TrialContext trial) throws Exception;
}
