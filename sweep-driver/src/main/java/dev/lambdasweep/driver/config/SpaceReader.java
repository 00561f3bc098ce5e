package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code sweep.space}; the dimensions come in the order of the settings. */
final class SpaceReader {
  private final SettingTable table;
  private final Problems problems;
  private Map<Setting<?>, HyperparameterEntries.Entry> entries = Map.of();

  SpaceReader(SettingTable table, Problems problems) {
    this.table = table;
    this.problems = problems;
  }

  /** The dimensions that can be read. */
  List<Dimension> read(ConfigObject space) {
    entries = HyperparameterEntries.in(Settings.SPACE, space, table, problems);
    List<Dimension> dimensions = new ArrayList<>();
    entries.forEach(
        (hyperparameter, entry) ->
            new DimensionReader(hyperparameter, entry.name(), problems)
                .read(entry.value())
                .ifPresent(dimensions::add));
    return dimensions;
  }

  /** Where a dimension was written. */
  Optional<ConfigValue> written(Setting<?> hyperparameter) {
    return Optional.ofNullable(entries.get(hyperparameter)).map(HyperparameterEntries.Entry::value);
  }
}
