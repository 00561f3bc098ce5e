package dev.lambdasweep.driver.config;

import dev.lambdasweep.driver.setting.DataSourceName;
import dev.lambdasweep.driver.setting.JointRule;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import java.util.List;
import java.util.Optional;

/**
 * Where images come from and which part of training they take. Equal for all trials of one data
 * set.
 *
 * @param values of the settings of {@code data}
 */
public record DataSection(SettingValues values) {
  /** Leaves out all other settings. */
  public DataSection {
    values = values.only(setting -> setting.path().startsWith("data."));
  }

  /** CIFAR-10's files, synthetic images, or whichever there is. */
  public DataSourceName source() {
    return values.get(Settings.SOURCE);
  }

  /** Where CIFAR-10's binary files lie; a path or any Hadoop URI. */
  public String directory() {
    return values.get(Settings.DATA_DIRECTORY);
  }

  /** Files read for training and validation, without ending. */
  public List<String> trainingParts() {
    return values.get(Settings.TRAINING_PARTS);
  }

  /** Files read for validation alone; empty: a split of the training files. */
  public List<String> validationParts() {
    return values.get(Settings.VALIDATION_PARTS);
  }

  /** Files read for testing. */
  public List<String> testParts() {
    return values.get(Settings.TEST_PARTS);
  }

  /** Images set aside for validation where there are no validation parts. */
  public int validationImages() {
    return values.count(Settings.VALIDATION_IMAGES);
  }

  /** Images to train on; empty: all that are left after the split. */
  public Optional<Integer> trainingImages() {
    return values.find(Settings.TRAINING_IMAGES).map(Math::toIntExact);
  }

  /** What synthetic images are made of. */
  public SettingValues synthetic() {
    return values.only(setting -> setting.path().startsWith("data.synthetic."));
  }

  /** Parts to test on that are also trained or validated on; there should be none. */
  public List<String> mixedParts() {
    return JointRule.mixedParts(values);
  }
}
