package dev.lambdasweep.driver.trial;

import dev.lambdasweep.core.trainer.Footprint;
import dev.lambdasweep.driver.setting.SettingValues;
import java.io.Serializable;

/**
 * A trial with everything that its training needs resolved.
 *
 * @param trial point and repeat
 * @param values values of all settings at the point
 * @param data index of its data set among those of the sweep
 * @param footprint resources that it needs while it trains
 */
public record ResolvedTrial(Trial trial, SettingValues values, int data, Footprint footprint)
    implements Serializable {

  /** Whether a trainer of groups can train the two together. */
  public boolean isGroupableWith(ResolvedTrial other) {
    return mold().equals(other.mold());
  }

  /** The mold, equal for all trials that can be trained together with this one. */
  Mold mold() {
    return new Mold(trial.repeat(), data, footprint.mold());
  }

  /** The properties that all trials of a group share. */
  record Mold(int repeat, int data, Object ofTrainer) {}
}
