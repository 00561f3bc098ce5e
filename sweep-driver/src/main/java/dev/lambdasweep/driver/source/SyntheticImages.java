package dev.lambdasweep.driver.source;

import dev.lambdasweep.core.data.DataSource;
import dev.lambdasweep.core.data.Synthetic;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import java.util.List;
import java.util.stream.Stream;

/** Images that are generated from a seed; always available. */
public final class SyntheticImages implements SourceType {
  private static final List<Setting<Long>> OWN =
      List.of(
          Settings.SYNTHETIC_SEED,
          Settings.SYNTHETIC_TRAINING_IMAGES,
          Settings.SYNTHETIC_TEST_IMAGES);

  @Override
  public String name() {
    return Settings.SYNTHETIC;
  }

  @Override
  public boolean isThere(SettingValues values, SourceAccess access) {
    return true;
  }

  @Override
  public DataSource open(SettingValues values, SourceAccess access) {
    return new Synthetic(
        values.count(Settings.SYNTHETIC_TRAINING_IMAGES),
        values.count(Settings.SYNTHETIC_TEST_IMAGES),
        values.get(Settings.SYNTHETIC_SEED));
  }

  @Override
  public Object identity(SettingValues values) {
    return OWN.stream().map(values::get).toList();
  }

  @Override
  public List<String> trainingParts(SettingValues values) {
    return List.of("training");
  }

  @Override
  public List<String> validationParts(SettingValues values) {
    return List.of();
  }

  @Override
  public List<String> testParts(SettingValues values) {
    return List.of("test");
  }

  @Override
  public List<String> classNames() {
    return List.of();
  }

  @Override
  public List<String> options(SettingValues values) {
    return List.of();
  }

  @Override
  public List<String> settings(SettingValues values, SettingValues defaults) {
    return Stream.concat(
            Stream.of(Settings.SOURCE.path() + "=" + name()),
            OWN.stream().map(setting -> setting.path() + "=" + values.get(setting)))
        .toList();
  }
}
