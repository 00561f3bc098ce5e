package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.RunningTrial;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.CollectionAccumulator;

/**
 * The trials that a task is training, in an accumulator: Spark sends its content to the driver with
 * every heartbeat of the executor, where {@link LiveChannel} takes it. A task deserializes a copy
 * of its own.
 *
 * <p>Nothing is accumulated: a copy is empty once its task has ended, and merging it changes
 * nothing. The accumulator has no name, so Spark's pages and event log leave it out.
 *
 * <p>It is a class of Spark's with content of the JDK's classes alone. A heartbeat that the driver
 * cannot deserialize, because this project's classes are visible only to the thread that runs the
 * sweep, would cost the executor.
 */
final class LiveTrials implements Serializable {
  private static final long serialVersionUID = 1;

  private final CollectionAccumulator<Object[]> accumulator = new CollectionAccumulator<>();

  @SuppressWarnings("serial") // lists of the JDK
  private List<RunningTrial> running = List.of();

  /** The driver's, to be sent with tasks. */
  LiveTrials(JavaSparkContext context) {
    context.sc().register(accumulator);
  }

  /** Spark's id of the accumulator. */
  long id() {
    return accumulator.id();
  }

  /** Begins with the trials of a group. */
  synchronized void begin(Group group, Place place) {
    show(group.trials().stream().map(trial -> RunningTrial.begun(trial, place)).toList());
  }

  /** Takes note of a report; one of a thread that has outlived its training is ignored. */
  synchronized void add(RunningTrial.Report report) {
    show(running.stream().map(trial -> trial.after(report)).toList());
  }

  /** Forgets the trials, which have ended. */
  synchronized void end() {
    show(List.of());
  }

  /** A heartbeat between the two calls finds nothing, and the driver keeps what it has. */
  private void show(List<RunningTrial> trials) {
    running = trials;
    accumulator.reset();
    trials.forEach(trial -> accumulator.add(encoded(trial)));
  }

  private static Object[] encoded(RunningTrial trial) {
    Place place = trial.place();
    return new Object[] {
      trial.trial(),
      trial.repeat(),
      trial.fold(),
      trial.rung(),
      trial.since(),
      place.host(),
      place.executor(),
      place.attempt(),
      place.application(),
      trial.step(),
      new TreeMap<>(trial.metrics())
    };
  }

  /** The trials in the accumulator's content, as it arrives in the driver. */
  static List<RunningTrial> decoded(List<Object[]> content) {
    return content.stream().map(LiveTrials::decoded).toList();
  }

  @SuppressWarnings("unchecked") // what encoded put in
  private static RunningTrial decoded(Object[] trial) {
    Place place =
        new Place((String) trial[5], (String) trial[6], (Integer) trial[7], (String) trial[8]);
    return new RunningTrial(
        (Integer) trial[0],
        (Integer) trial[1],
        (Integer) trial[2],
        (Integer) trial[3],
        (Instant) trial[4],
        place,
        (Integer) trial[9],
        (Map<String, Double>) trial[10]);
  }
}
