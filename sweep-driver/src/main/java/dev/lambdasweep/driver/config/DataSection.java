package dev.lambdasweep.driver.config;

import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import java.util.Optional;
import java.util.function.IntSupplier;

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

  /**
   * Rows set aside for validation if there are no validation parts.
   *
   * @param size number of rows to split, asked for if a share of them is set aside
   */
  public int validationRows(IntSupplier size) {
    return Settings.validationRows(values)
        .map(Math::toIntExact)
        .orElseGet(
            () -> {
              int all = size.getAsInt();
              double wanted = Settings.validationShare(values).orElseThrow();
              long share = Math.round(wanted * all);
              return (int) Math.max(1, Math.min(share, all - 1));
            });
  }

  /** Whether the split keeps the shares of the classes; empty if the data decide. */
  public Optional<Boolean> stratifies() {
    return values.get(Settings.STRATIFY);
  }

  /** Whether a column of the table says which rows validate. */
  public boolean isSplitByColumn() {
    return values.find(Settings.VALIDATION_COLUMN).isPresent();
  }

  /** Number of folds of the cross-validation; empty if there is a single split. */
  public Optional<Integer> folds() {
    return values.find(Settings.FOLDS).map(Math::toIntExact);
  }

  /** Images to train on; empty: all that are left after the split. */
  public Optional<Integer> trainingImages() {
    return values.find(Settings.TRAINING_IMAGES).map(Math::toIntExact);
  }
}
