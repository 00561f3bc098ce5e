package dev.lambdasweep.driver.network;

import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.source.TableRows;
import java.util.List;
import java.util.stream.Stream;

/**
 * A note in a model of a table that says where and how its rows were read, so that {@code evaluate}
 * finds them again, and {@code predict} reads other rows the same way: KEY=VALUE lines, as on the
 * command line.
 */
public final class DataNote {
  /** Name of the note. */
  public static final String NAME = "data";

  private static final List<String> OF_THE_READER =
      Stream.of(Settings.FORMAT, Settings.OPTIONS, Settings.SKIP_LINES)
          .map(setting -> setting.path())
          .toList();

  private DataNote() {}

  /** The note for settings of the data. */
  static String of(SettingValues values) {
    return String.join("\n", TableRows.arguments(values, ConfigReader.data(List.of()).values()));
  }

  /** Those of its lines that say how rows are read: format, options, and lines to skip. */
  public static List<String> ofTheReader(List<String> lines) {
    return lines.stream()
        .filter(
            line ->
                OF_THE_READER.stream()
                    .anyMatch(path -> line.startsWith(path + "=") || line.startsWith(path + ".")))
        .toList();
  }
}
