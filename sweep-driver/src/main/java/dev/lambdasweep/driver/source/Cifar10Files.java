package dev.lambdasweep.driver.source;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Cifar10;
import dev.lambdasweep.core.data.DataSource;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import java.io.IOException;
import java.util.List;

/** CIFAR-10's binary files in a directory on any Hadoop file system. */
public final class Cifar10Files implements SourceType {
  /** Value of {@code data.source} that selects it. */
  public static final String NAME = "cifar10";

  private static final String USUAL_DIRECTORY = "data/cifar-10-batches-bin";
  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isThere(SettingValues values, SourceAccess access) {
    HadoopFiles files = files(values, access);
    try {
      return files.exists();
    } catch (IOException e) {
      throw new UserException(
          "Cannot read "
              + files.location()
              + ": "
              + e.getMessage()
              + " (give another directory with --data)",
          e);
    }
  }

  @Override
  public DataSource open(SettingValues values, SourceAccess access) {
    return new Cifar10(files(values, access));
  }

  @Override
  public Object identity(SettingValues values) {
    return values.get(Settings.DATA_DIRECTORY);
  }

  @Override
  public List<String> trainingParts(SettingValues values) {
    return values.get(Settings.TRAINING_PARTS);
  }

  @Override
  public List<String> validationParts(SettingValues values) {
    return values.get(Settings.VALIDATION_PARTS);
  }

  @Override
  public List<String> testParts(SettingValues values) {
    return values.get(Settings.TEST_PARTS);
  }

  @Override
  public List<String> classNames() {
    return CLASSES;
  }

  @Override
  public List<String> options(SettingValues values) {
    String directory = values.get(Settings.DATA_DIRECTORY);
    return directory.equals(USUAL_DIRECTORY) ? List.of() : List.of("--data", directory);
  }

  @Override
  public List<String> settings(SettingValues values, SettingValues defaults) {
    return options(values);
  }

  private static HadoopFiles files(SettingValues values, SourceAccess access) {
    return new HadoopFiles(values.get(Settings.DATA_DIRECTORY), access.hadoop());
  }
}
