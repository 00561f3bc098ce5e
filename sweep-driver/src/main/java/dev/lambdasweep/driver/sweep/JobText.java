package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.Trial;
import java.util.List;
import java.util.stream.Collectors;

/** Descriptions of jobs for Spark's UI. */
final class JobText {
  /** Most trials that a description names. */
  private static final int MOST = 5;

  private JobText() {}

  /** The first trials of a job, and how many more there are. */
  static String of(Sweep sweep, List<Group> job) {
    List<Trial> trials =
        job.stream().flatMap(group -> group.trials().stream()).map(ResolvedTrial::trial).toList();
    String more = trials.size() > MOST ? " and " + (trials.size() - MOST) + " more" : "";
    return trials.stream()
        .limit(MOST)
        .map(
            trial -> " trial " + trial.number() + ": " + PointText.of(trial.point()) + which(trial))
        .collect(Collectors.joining(",", sweep.name(), more));
  }

  private static String which(Trial trial) {
    return trial.fold() > 0 ? ", fold " + trial.fold() : "";
  }
}
