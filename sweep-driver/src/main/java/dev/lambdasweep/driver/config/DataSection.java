package dev.lambdasweep.driver.config;

import dev.lambdasweep.driver.setting.DataSourceName;
import dev.lambdasweep.driver.setting.JointRule;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import java.util.List;
import java.util.Optional;

/**
 * Where images come from, and which of them are used for training, validation and testing. Equal
 * for all trials of one data set.
 *
 * @param values values of the settings of {@code data}
 */
public record DataSection(SettingValues values) {
  /** Keeps only the settings of {@code data}. */
  public DataSection {
    values = values.only(setting -> setting.path().startsWith("data."));
  }

  /** CIFAR-10's files, synthetic images, or CIFAR-10's files if they exist. */
  public DataSourceName source() {
    return values.get(Settings.SOURCE);
  }

  /** Directory of CIFAR-10's binary files; a path or any Hadoop URI. */
  public String directory() {
    return values.get(Settings.DATA_DIRECTORY);
  }

  /** Files read for training and validation, without extension. */
  public List<String> trainingParts() {
    return values.get(Settings.TRAINING_PARTS);
  }

  /** Files read for validation only; empty: a split of the training files. */
  public List<String> validationParts() {
    return values.get(Settings.VALIDATION_PARTS);
  }

  /** Files read for testing. */
  public List<String> testParts() {
    return values.get(Settings.TEST_PARTS);
  }

  /** Images set aside for validation if there are no validation parts. */
  public int validationImages() {
    return values.count(Settings.VALIDATION_IMAGES);
  }

  /** Images to train on; empty: all that are left after the split. */
  public Optional<Integer> trainingImages() {
    return values.find(Settings.TRAINING_IMAGES).map(Math::toIntExact);
  }

  /** Settings of the synthetic images. */
  public SettingValues synthetic() {
    return values.only(setting -> setting.path().startsWith("data.synthetic."));
  }

  /** Parts to test on that are also trained or validated on; there should be none. */
  public List<String> mixedParts() {
    return JointRule.mixedParts(values);
  }
}
