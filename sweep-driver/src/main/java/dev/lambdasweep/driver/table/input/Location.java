package dev.lambdasweep.driver.table.input;

import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import java.util.List;
import java.util.Optional;

/**
 * Where a table is: one of these is given, or none where an application or a format gives the rows.
 *
 * @param paths files, folders and patterns; empty if it has no files
 * @param name name of a table of the catalog
 * @param query query of Spark SQL
 */
public record Location(List<String> paths, Optional<String> name, Optional<String> query) {
  public Location {
    paths = List.copyOf(paths);
  }

  /** Where the rows to train, validate and perhaps test on are. */
  public static Location of(SettingValues values) {
    return new Location(
        values.find(Settings.TABLE_PATH).orElse(List.of()),
        values.find(Settings.TABLE_NAME),
        values.find(Settings.TABLE_QUERY));
  }

  /** Where the rows to test on are, if they are elsewhere. */
  public static Location ofTest(SettingValues values) {
    return new Location(
        values.find(Settings.TEST_PATH).orElse(List.of()),
        values.find(Settings.TEST_TABLE),
        values.find(Settings.TEST_QUERY));
  }

  /** Whether none of them is given. */
  public boolean isNone() {
    return paths.isEmpty() && name.isEmpty() && query.isEmpty();
  }
}
