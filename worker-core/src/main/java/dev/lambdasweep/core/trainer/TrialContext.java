package dev.lambdasweep.core.trainer;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.train.Predictions;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One trial as seen by its trainer: its parameters, its data, and where to report. */
public interface TrialContext {

  /** Number of the point in its sweep, from 0. */
  int trial();

  /** Number of this training of the point, from 0. */
  int repeat();

  /** Number of the fold that it is validated on, from 0; 0 if there is a single split. */
  int fold();

  /**
   * Seed of all randomness; the same for all points and folds of one repeat, so that comparisons
   * between points are paired.
   */
  long seed();

  /** Number of threads that the training may use. */
  int threads();

  /**
   * Addresses of the resources that are reserved for the training, by the resource's name: {@code
   * gpu} to {@code [0]}; empty if there are none.
   */
  Map<String, List<String>> resources();

  /**
   * A directory for files of this training alone. The first call creates it, empty; it is removed
   * when the training has ended.
   *
   * @throws UnfitMachineException if it cannot be created
   */
  Path scratch();

  /**
   * Step at which the training is to end, so that a stopping rule can compare it with others; empty
   * if it is to train to its full length. Up to that step, it must have the numbers of a training
   * of full length.
   *
   * <p>A trainer that calls this method, for any trial of a group, ends there by itself after its
   * report of that step. For one that does not call it, that report throws {@link
   * StoppedException}.
   */
  OptionalInt rung();

  /**
   * The state that an earlier training of this trial has handed over at its rung, from which this
   * one is to continue. The reports made until then count as those of this training, so they are
   * not repeated. To be called before the first report.
   *
   * @return empty if the training is to start from scratch: always for trainers that do not declare
   *     that they {@linkplain Trainer#continues() continue}, and also if the state has been lost,
   *     which must not change any number
   */
  Optional<byte[]> checkpoint();

  /**
   * Most bytes of a state that {@link #checkpoint(byte[])} takes; 0 if no training will continue
   * from it.
   */
  int mostCheckpointBytes();

  /**
   * Hands over the state of the training at its {@link #rung}, so that it can be continued from
   * there. To be called after the last report that a training of full length would make up to
   * there; a trainer of several trials calls it for each. Ignored if it is larger than {@link
   * #mostCheckpointBytes}.
   *
   * @param state state in any form, not copied; not stored with the results
   */
  void checkpoint(byte[] state);

  /** The values of all parameters that the trainer declares. */
  Parameters parameters();

  /**
   * The values that the search chose for this trial, by the settings' full names; not all
   * parameters.
   */
  Map<String, Object> point();

  /** Training and validation rows; shared with other trials, so they must not be changed. */
  Dataset dataset();

  /** The test rows, which only a {@code final} sweep has. */
  Optional<Examples> test();

  /**
   * Reports intermediate figures, which become a point of the trial's curve.
   *
   * @param step progress of the training, in any unit; not negative, and not less than in the
   *     previous call
   * @param metrics values by name, such as {@code valid_accuracy}; values that are not finite are
   *     stored as missing
   * @throws IllegalArgumentException if the step is less than in the previous call
   * @throws StoppedException if the training is to end now, also because it has reached its {@link
   *     #rung}; to be passed on
   */
  void report(int step, Map<String, Double> metrics);

  /**
   * Sets the figures of the trial, by which it is ranked; without this call they are the last
   * reported value of each metric.
   *
   * @param metrics values by name, all finite
   * @throws IllegalArgumentException if a value is not finite
   */
  void figures(Map<String, Double> metrics);

  /**
   * Records which validation rows the trained model classifies correctly, so that trials can be
   * compared row by row.
   *
   * @param correct set of rows classified correctly: bit i for validation row i
   */
  void outcomes(BitSet correct);

  /**
   * Records by how much the trained model's value for each validation row differs from the actual
   * one, so that trials can be compared row by row.
   *
   * @param predictedMinusActual [validation rows] errors in the unit of the target; copied
   * @throws IllegalArgumentException if there is not one error per validation row
   */
  void errors(float[] predictedMinusActual);

  /** Records the trained model's predictions for the test rows, if there are any. */
  void tested(Predictions predictions);

  /**
   * Stores the trained model with the results of a {@code final} sweep, as a file that {@code
   * evaluate} can read.
   *
   * @param bytes content of a .safetensors file; not copied
   */
  void model(byte[] bytes);

  /**
   * Stores a file with the results of a {@code final} sweep, below {@code
   * models/SWEEP/TRIAL-REPEAT/}. Ignored in other sweeps.
   *
   * @param name name of the file: letters, digits, dots, dashes, underscores; may have folders,
   *     separated by slashes
   * @param bytes content; not copied
   * @throws IllegalArgumentException if the name is not allowed
   */
  void keep(String name, byte[] bytes);

  /**
   * Adds to the text that stands in column {@code log} of the trial's row, such as the messages of
   * a program. The last 20 lines are kept, each of at most 300 characters.
   *
   * @param text one or more lines
   */
  void log(String text);

  /**
   * Reports the extent of the training and the time of its parts, including those before its {@link
   * #checkpoint()}, if the trainer knows them better than a clock around it does: because it trains
   * several trials together, or measures between updates.
   */
  void course(Course course);

  /**
   * Ends the trial as failed, without figures. Trainers of single trials may throw an exception
   * instead.
   */
  void fail(Ending ending);

  /**
   * The extent of a training, and its time.
   *
   * @param updates number of steps
   * @param epochs passes over the training rows, with a fractional part; NaN if unknown
   * @param trainSeconds seconds spent in updates, the trial's share
   * @param evaluateSeconds seconds spent in measurements, the trial's share
   */
  record Course(int updates, double epochs, double trainSeconds, double evaluateSeconds) {}
}
