package dev.lambdasweep.driver.source;

import dev.lambdasweep.core.data.DataSource;
import dev.lambdasweep.driver.setting.SettingValues;
import java.util.List;

/**
 * A kind of data that a file can name in {@code data.source}. To add one, write its class, add its
 * keys to {@code Settings} and reference.conf, and register it in {@link Sources}.
 */
public interface SourceType {

  /** Value of {@code data.source} that selects it: {@code cifar10}. */
  String name();

  /**
   * Whether {@code data.source = auto} may select this source.
   *
   * @throws dev.lambdasweep.core.UserException if that cannot be determined
   */
  boolean isThere(SettingValues values, SourceAccess access);

  /** Source of the rows that the settings describe; reads nothing yet. */
  DataSource open(SettingValues values, SourceAccess access);

  /** A value that is equal for settings that describe the same rows, however they are split. */
  Object identity(SettingValues values);

  /** Parts to train on; also to validate on if there are no validation parts. */
  List<String> trainingParts(SettingValues values);

  /** Parts to validate on; empty if the training parts are split instead. */
  List<String> validationParts(SettingValues values);

  /** Parts to test on. */
  List<String> testParts(SettingValues values);

  /** Names of the classes by label; empty if they have none. */
  List<String> classNames();

  /**
   * Arguments that a command needs in addition to the sweep's file to find the same rows again;
   * empty if the defaults find them.
   */
  List<String> options(SettingValues values);

  /**
   * What else can be done with a model of such data.
   *
   * @param model path of the model, as a word of a shell
   * @return arguments of {@code scripts/sweep}
   */
  default List<String> uses(String model) {
    return List.of();
  }

  /**
   * Arguments that a command without a sweep file needs to find the same rows.
   *
   * @param defaults values that it has without arguments
   */
  List<String> settings(SettingValues values, SettingValues defaults);
}
