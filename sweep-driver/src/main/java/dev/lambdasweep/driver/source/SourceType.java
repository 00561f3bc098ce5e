package dev.lambdasweep.driver.source;

import dev.lambdasweep.core.data.DataSource;
import dev.lambdasweep.driver.setting.SettingValues;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * A kind of data that a file can name in {@code data.source}. To add one: its class, its keys in
 * {@code Settings} and reference.conf, and one line in {@link Sources}.
 */
public interface SourceType {

  /** Its name in files: {@code cifar10}. */
  String name();

  /**
   * Whether {@code data.source = auto} takes this one.
   *
   * @throws dev.lambdasweep.core.UserException if that cannot be found out
   */
  boolean isThere(SettingValues values, Configuration hadoop);

  /** The rows that the settings describe; nothing is read yet. */
  DataSource open(SettingValues values, Configuration hadoop);

  /** Equal for settings that describe the same rows, however they are split. */
  Object identity(SettingValues values);

  /** Parts of the source to train on, and to validate on where there are no validation parts. */
  List<String> trainingParts(SettingValues values);

  /** Parts to validate on; empty where the training parts are split. */
  List<String> validationParts(SettingValues values);

  /** Parts to test on. */
  List<String> testParts(SettingValues values);

  /** Names of the classes by label; empty if they have none. */
  List<String> classNames();

  /**
   * Words that a command needs beside the sweep's file to find the same rows again; empty if the
   * defaults find them.
   */
  List<String> options(SettingValues values);

  /** Words that a command without a file needs to find the same rows. */
  List<String> settings(SettingValues values);
}
