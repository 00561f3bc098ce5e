package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.setting.SettingValues;
import java.util.Locale;

/** A trainer that knows in advance how long its trainings are. */
public interface TrainerWithLength extends Trainer {

  /**
   * The length of a training.
   *
   * @param values values of all settings at the trial's point
   * @param dataset data set that it will be trained on
   */
  Length length(SettingValues values, Dataset dataset);

  /** The units that lengths are counted in. */
  enum Unit {
    /** one pass over the training rows */
    EPOCH,
    /** one cycle of the learning rate */
    CYCLE,
    /** one step of the trainer */
    STEP;

    /** "1 epoch", "27 epochs". */
    public String text(double count) {
      String number =
          count == Math.rint(count)
              ? String.valueOf((long) count)
              : String.format(Locale.ROOT, "%.4g", count);
      return number + " " + name().toLowerCase(Locale.ROOT) + (count == 1 ? "" : "s");
    }
  }

  /**
   * The length of a training.
   *
   * @param count length in units, positive, perhaps with a fraction
   * @param unit unit at whose ends trainings can be compared
   * @param stepsPerUnit steps of the trainer in a unit, at least 1
   */
  record Length(double count, Unit unit, long stepsPerUnit) {
    /** Checks that both numbers are positive. */
    public Length {
      require(count > 0, "Invalid count: %s, must be positive", count);
      require(stepsPerUnit >= 1, "Invalid stepsPerUnit: %s, must be at least 1", stepsPerUnit);
    }

    @Override
    public String toString() {
      return unit.text(count);
    }
  }
}
