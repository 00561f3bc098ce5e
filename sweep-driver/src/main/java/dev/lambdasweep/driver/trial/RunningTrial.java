package dev.lambdasweep.driver.trial;

import java.io.Serializable;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trial whose training is under way, and the last values that it has reported.
 *
 * @param trial number of the point in its sweep
 * @param repeat number of the training of the point
 * @param fold number of the fold that it is validated on
 * @param rung number of the rung where the training ends; -1 for the full length
 * @param since time at which its training began, by the clock of its machine
 * @param place where it is trained
 * @param step progress of the training, in the trainer's unit; 0 if it has not reported yet
 * @param metrics last reported value of each metric, by name; empty if it has not reported yet
 */
public record RunningTrial(
    int trial,
    int repeat,
    int fold,
    int rung,
    Instant since,
    Place place,
    int step,
    Map<String, Double> metrics)
    implements Serializable {

  /** Copies the map in, sorted by name. */
  public RunningTrial {
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }

  /** A trial that begins now. */
  public static RunningTrial begun(ResolvedTrial resolved, Place place) {
    Trial trial = resolved.trial();
    return new RunningTrial(
        trial.number(),
        trial.repeat(),
        trial.fold(),
        resolved.rung().number(),
        Instant.now(),
        place,
        0,
        Map.of());
  }

  /** Whether it is a training of the given trial. */
  public boolean isOf(Trial other) {
    return trial == other.number() && repeat == other.repeat() && fold == other.fold();
  }

  /** The trial after a report; unchanged if the report is about another one. */
  public RunningTrial after(Report report) {
    if (trial != report.trial() || repeat != report.repeat() || fold != report.fold()) {
      return this;
    }
    Map<String, Double> last = new TreeMap<>(metrics);
    last.putAll(report.metrics());
    return new RunningTrial(trial, repeat, fold, rung, since, place, report.step(), last);
  }

  /**
   * What a training has reported.
   *
   * @param trial number of the point in its sweep
   * @param repeat number of the training of the point
   * @param fold number of the fold that it is validated on
   * @param step progress of the training, in the trainer's unit
   * @param metrics values by name
   */
  public record Report(int trial, int repeat, int fold, int step, Map<String, Double> metrics) {
    /** Copies the map in. */
    public Report {
      metrics = Map.copyOf(metrics);
    }
  }
}
