package dev.lambdasweep.driver.source;

import com.typesafe.config.ConfigUtil;
import dev.lambdasweep.core.data.DataSource;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.table.TableContext;
import dev.lambdasweep.driver.table.TableSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of any table that Spark can read. */
public final class TableRows implements SourceType {
  private static final List<Setting<?>> OWN =
      SettingTable.network().all().stream()
          .filter(
              setting ->
                  setting.path().startsWith("data.table.")
                      || setting.path().startsWith("data.test.")
                      || setting.equals(Settings.VALIDATION_COLUMN))
          .toList();

  @Override
  public String name() {
    return Settings.TABLE;
  }

  @Override
  public boolean isThere(SettingValues values, SourceAccess access) {
    return Settings.isTableSet(values);
  }

  @Override
  public DataSource open(SettingValues values, SourceAccess access) {
    return new TableSource(values, context(access));
  }

  /** What tables are read with. */
  public static TableContext context(SourceAccess access) {
    return new TableContext(
        access::session, access.hadoop(), access.frame().stream().toList(), access::requireMemory);
  }

  @Override
  public Object identity(SettingValues values) {
    return OWN.stream().<Optional<?>>map(values::find).toList();
  }

  @Override
  public List<String> trainingParts(SettingValues values) {
    return List.of(TableSource.POOL);
  }

  @Override
  public List<String> validationParts(SettingValues values) {
    return List.of();
  }

  @Override
  public List<String> testParts(SettingValues values) {
    return List.of(TableSource.TEST);
  }

  @Override
  public List<String> classNames() {
    return List.of();
  }

  @Override
  public List<String> options(SettingValues values) {
    return List.of();
  }

  /** None: a model of a table contains them. */
  @Override
  public List<String> settings(SettingValues values, SettingValues defaults) {
    return List.of();
  }

  @Override
  public List<String> uses(String model) {
    return List.of("predict " + model + " --input NEW.csv --output predictions.csv");
  }

  /**
   * Settings that find the same rows again, KEY=VALUE each.
   *
   * @param values settings of the data
   * @param defaults their defaults, which are left out
   */
  public static List<String> arguments(SettingValues values, SettingValues defaults) {
    Map<String, Object> usual = defaults.plain();
    List<String> settings = new ArrayList<>();
    values
        .only(OWN::contains)
        .plain()
        .forEach(
            (path, value) -> {
              if (!value.equals(usual.get(path))) {
                settings.addAll(arguments(path, value));
              }
            });
    return settings;
  }

  private static List<String> arguments(String path, Object value) {
    if (value instanceof List<?> list) {
      String texts =
          list.stream()
              .map(one -> one instanceof String text ? ConfigUtil.quoteString(text) : "" + one)
              .collect(Collectors.joining(", ", "[", "]"));
      return List.of(path + "=" + texts);
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(
              option ->
                  path
                      + "."
                      + ConfigUtil.quoteString(option.getKey().toString())
                      + "="
                      + option.getValue())
          .toList();
    }
    return List.of(path + "=" + value);
  }
}
