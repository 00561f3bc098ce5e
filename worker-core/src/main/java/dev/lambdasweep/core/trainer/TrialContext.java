package dev.lambdasweep.core.trainer;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.train.Predictions;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

/** One trial, as its trainer sees it: what to train, on which rows, and where to report. */
public interface TrialContext {

  /** Number of the point in its sweep, from 0. */
  int trial();

  /** Which training of the point, from 0. */
  int repeat();

  /** Source of all randomness; the same for all points of one repeat, so that they are paired. */
  long seed();

  /** Threads that the training may use. */
  int threads();

  /** The point's value for each parameter that the trainer declares. */
  Parameters parameters();

  /** What the search chose for this trial, by the settings' full names; not all parameters. */
  Map<String, Object> point();

  /** Training and validation rows; shared with other trials, not to be changed. */
  Dataset dataset();

  /** The test rows, which a {@code final} sweep alone has. */
  Optional<Examples> test();

  /**
   * Reports what was measured on the way, a point of the trial's curve.
   *
   * @param step how far the training is: 0 or more, in any unit, never less than in the last call
   * @param metrics name to value, such as {@code valid_accuracy}; a value that is not finite is
   *     kept as missing
   * @throws IllegalArgumentException if the step goes back
   */
  void report(int step, Map<String, Double> metrics);

  /**
   * Sets the figures of the trial, by which it is ranked; without this call they are the last
   * report of each metric.
   *
   * @param metrics name to value, all finite
   * @throws IllegalArgumentException if a value is not finite
   */
  void figures(Map<String, Double> metrics);

  /**
   * Keeps which validation rows the trained model classifies correctly, so that trials can be
   * compared row by row.
   *
   * @param correct bit i is set where validation row i is right
   */
  void outcomes(BitSet correct);

  /** Keeps what the trained model says of the test rows, where there are any. */
  void tested(Predictions predictions);

  /**
   * Keeps the trained model with the results of a {@code final} sweep, as a file that {@code
   * evaluate} can read.
   *
   * @param bytes a .safetensors file; not copied
   */
  void model(byte[] bytes);

  /**
   * Says how far the training went and what its parts took, where the trainer knows better than a
   * clock around it: one that trains several trials together, or measures between its updates.
   */
  void course(Course course);

  /**
   * Ends the trial other than COMPLETE: it gets no figures. Trainers of single trials may throw
   * instead.
   */
  void fail(Ending ending);

  /**
   * How far a training went, and its time.
   *
   * @param updates steps done
   * @param epochs passes over the training rows done, with their fraction; NaN if unknown
   * @param trainSeconds its share of the time in updates
   * @param evaluateSeconds its share of the time in measurements
   */
  record Course(int updates, double epochs, double trainSeconds, double evaluateSeconds) {}
}
