package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;
import java.util.List;

/**
 * Trials that are trained together in one task; a trial alone is a group of one.
 *
 * @param trials trials of the group, at least one, groupable with each other
 */
public record Group(List<ResolvedTrial> trials) implements Serializable {

  /** Checks that the trials can be trained together. */
  public Group {
    trials = List.copyOf(trials);
    require(!trials.isEmpty(), "Invalid trials: %s, must not be empty", trials);
    for (ResolvedTrial trial : trials) {
      require(
          trial.isGroupableWith(trials.get(0)),
          "Invalid group: trial %s, must be groupable with trial %s",
          trial.trial().number(),
          trials.get(0).trial().number());
    }
  }

  /** Its trials as groups of one. */
  public List<Group> alone() {
    return trials.stream().map(trial -> new Group(List.of(trial))).toList();
  }

  /** Index of its data set among those of the sweep. */
  public int data() {
    return trials.get(0).data();
  }

  /** Estimated duration relative to other groups, in a unit common to all groups. */
  public double work() {
    return trials.stream().mapToDouble(trial -> trial.footprint().work()).sum();
  }
}
