package dev.lambdasweep.driver.source;

import dev.lambdasweep.core.data.DataSource;
import dev.lambdasweep.core.data.Idx;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import java.util.List;
import java.util.stream.Stream;

/** MNIST's format, in a directory on any Hadoop file system; {@code auto} never selects it. */
public final class IdxFiles implements SourceType {

  @Override
  public String name() {
    return Settings.IDX;
  }

  @Override
  public boolean isThere(SettingValues values, SourceAccess access) {
    return false;
  }

  @Override
  public DataSource open(SettingValues values, SourceAccess access) {
    return new Idx(
        new HadoopFiles(values.get(Settings.DATA_DIRECTORY), access.hadoop()),
        values.get(Settings.IDX_TRAINING));
  }

  @Override
  public Object identity(SettingValues values) {
    return List.of(values.get(Settings.DATA_DIRECTORY), values.get(Settings.IDX_TRAINING));
  }

  @Override
  public List<String> trainingParts(SettingValues values) {
    return List.of(values.get(Settings.IDX_TRAINING));
  }

  @Override
  public List<String> validationParts(SettingValues values) {
    return List.of();
  }

  @Override
  public List<String> testParts(SettingValues values) {
    return List.of(values.get(Settings.IDX_TEST));
  }

  @Override
  public List<String> classNames() {
    return List.of();
  }

  @Override
  public List<String> options(SettingValues values) {
    return List.of(Settings.DATA_DIRECTORY.path() + "=" + values.get(Settings.DATA_DIRECTORY));
  }

  @Override
  public List<String> settings(SettingValues values, SettingValues defaults) {
    return Stream.of(
            Settings.SOURCE, Settings.DATA_DIRECTORY, Settings.IDX_TRAINING, Settings.IDX_TEST)
        .map(setting -> setting.path() + "=" + values.get(setting))
        .toList();
  }
}
