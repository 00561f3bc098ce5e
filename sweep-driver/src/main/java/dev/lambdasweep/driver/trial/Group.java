package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;
import java.util.List;

/**
 * Trials that are trained together, stacked along the first layer; a trial alone is a group of one.
 *
 * @param settings at least one, fusible with each other
 */
public record Group(List<TrialSetting> settings) implements Serializable {
  /** Checks that the trials can be stacked. */
  public Group {
    settings = List.copyOf(settings);
    require(!settings.isEmpty(), "Invalid settings: %s, must not be empty", settings);
    for (TrialSetting setting : settings) {
      require(
          setting.isFusibleWith(settings.get(0)),
          "Invalid group: trial %s, must be fusible with trial %s",
          setting.trial().number(),
          settings.get(0).trial().number());
    }
  }

  /** Its trials, each in a group of its own. */
  public List<Group> alone() {
    return settings.stream().map(setting -> new Group(List.of(setting))).toList();
  }

  /** How long it trains beside others, in a unit that all groups share; an estimate. */
  public double work() {
    return settings.stream().mapToDouble(TrialSetting::work).sum();
  }
}
