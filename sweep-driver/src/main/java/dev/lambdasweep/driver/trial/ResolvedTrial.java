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
 * @param rung where its training ends
 * @param continues whether its training continues from a {@link Checkpoint}
 */
public record ResolvedTrial(
    Trial trial, SettingValues values, int data, Footprint footprint, Rung rung, boolean continues)
    implements Serializable {

  /** A trial that trains to its full length. */
  public ResolvedTrial(Trial trial, SettingValues values, int data, Footprint footprint) {
    this(trial, values, data, footprint, Rung.FULL, false);
  }

  /** The same trial with another end of its training. */
  public ResolvedTrial upTo(Rung end) {
    return new ResolvedTrial(trial, values, data, footprint, end, continues);
  }

  /** The same trial, whose training continues from a checkpoint or starts from scratch. */
  public ResolvedTrial continuing(boolean continuing) {
    return new ResolvedTrial(trial, values, data, footprint, rung, continuing);
  }

  /** Whether a trainer of groups can train the two together. */
  public boolean isGroupableWith(ResolvedTrial other) {
    return mold().equals(other.mold());
  }

  /** The mold, equal for all trials that can be trained together with this one. */
  Mold mold() {
    return new Mold(trial.repeat(), data, rung, continues, footprint.mold());
  }

  /** The properties that all trials of a group share. */
  record Mold(int repeat, int data, Rung rung, boolean continues, Object ofTrainer) {}
}
