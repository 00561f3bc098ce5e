package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.lambdasweep.driver.config.text.Problems;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Condition;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  /** The space of the dimensions that can be read. */
  SearchSpace read(ConfigObject space) {
    entries = HyperparameterEntries.in(Settings.SPACE, space, table, problems);
    Map<Setting<?>, Dimension> dimensions = new LinkedHashMap<>();
    entries.forEach(
        (hyperparameter, entry) ->
            new DimensionReader(hyperparameter, entry.name(), problems)
                .read(ConditionReader.without(entry.value()))
                .ifPresent(dimension -> dimensions.put(hyperparameter, dimension)));
    ConditionReader reader = new ConditionReader(dimensions, entries.keySet(), table, problems);
    List<Condition> conditions = new ArrayList<>();
    entries.forEach(
        (hyperparameter, entry) ->
            conditions.addAll(reader.read(hyperparameter, entry.name(), entry.value())));
    Optional<Condition> circular = SearchSpace.circular(conditions);
    if (circular.isPresent()) {
      HyperparameterEntries.Entry entry = entries.get(circular.get().hyperparameter());
      problems.add(
          entry.value(),
          "%s.%s.%s is a condition on itself, as %3$s depends on %s"
              .formatted(
                  entry.name(),
                  ConditionReader.WHEN,
                  circular.get().parent().shortName(),
                  circular.get().hyperparameter().shortName()));
    }
    return new SearchSpace(
        List.copyOf(dimensions.values()), circular.isPresent() ? List.of() : conditions);
  }

  /** Where a dimension was written. */
  Optional<ConfigValue> written(Setting<?> hyperparameter) {
    return Optional.ofNullable(entries.get(hyperparameter)).map(HyperparameterEntries.Entry::value);
  }
}
