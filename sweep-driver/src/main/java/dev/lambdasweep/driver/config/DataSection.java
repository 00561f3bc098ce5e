package dev.lambdasweep.driver.config;

import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import java.util.Optional;

/**
 * Where images come from, and which of them are used for training, validation and testing. Equal
 * for all trials of one data set.
 *
 * @param values values of the settings of {@code data}
 */
public record DataSection(SettingValues values) {
  /** What the paths of its settings begin with. */
  public static final String PREFIX = "data.";

  /** Keeps only the settings of {@code data}. */
  public DataSection {
    values = values.only(setting -> setting.path().startsWith(PREFIX));
  }

  /** Name of the source, or {@code auto}. */
  public String source() {
    return values.get(Settings.SOURCE);
  }

  /** Images set aside for validation if there are no validation parts. */
  public int validationImages() {
    return values.count(Settings.VALIDATION_IMAGES);
  }

  /** Images to train on; empty: all that are left after the split. */
  public Optional<Integer> trainingImages() {
    return values.find(Settings.TRAINING_IMAGES).map(Math::toIntExact);
  }
}
