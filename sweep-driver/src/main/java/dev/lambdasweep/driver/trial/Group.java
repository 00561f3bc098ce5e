package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;
import java.util.List;

/**
 * Trials that are trained together in one task; a trial alone is a group of one.
 *
 * @param trials at least one, groupable with each other
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

  /** Its trials, each in a group of its own. */
  public List<Group> alone() {
    return trials.stream().map(trial -> new Group(List.of(trial))).toList();
  }

  /** Which of the sweep's data sets its trials are trained on, from 0. */
  public int data() {
    return trials.get(0).data();
  }

  /** How long it trains beside others, in a unit that all groups share; an estimate. */
  public double work() {
    return trials.stream().mapToDouble(trial -> trial.footprint().work()).sum();
  }
}
