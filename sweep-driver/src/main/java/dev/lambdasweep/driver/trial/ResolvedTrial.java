package dev.lambdasweep.driver.trial;

import dev.lambdasweep.core.trainer.Footprint;
import dev.lambdasweep.driver.setting.SettingValues;
import java.io.Serializable;

/**
 * A trial with everything resolved that its training needs.
 *
 * @param trial which point and repeat
 * @param values of all settings at the point
 * @param data which of the sweep's data sets it is trained on, from 0
 * @param footprint what it takes while it trains
 */
public record ResolvedTrial(Trial trial, SettingValues values, int data, Footprint footprint)
    implements Serializable {

  /** Whether the two can be trained together, by a trainer that can. */
  public boolean isGroupableWith(ResolvedTrial other) {
    return mold().equals(other.mold());
  }

  /** Equal for all trials that can be trained together with this one. */
  Mold mold() {
    return new Mold(trial.repeat(), data, footprint.mold());
  }

  /** What the trials of a group have in common. */
  record Mold(int repeat, int data, Object ofTrainer) {}
}
