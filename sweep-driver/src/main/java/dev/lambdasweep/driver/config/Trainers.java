package dev.lambdasweep.driver.config;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trainers that a file may name, and what each declares.
 *
 * @param tables name of the trainer to the settings of its sweeps; {@code network} is always among
 *     them
 */
public record Trainers(Map<String, SettingTable> tables) {
  /** Copies the tables in. */
  public Trainers {
    Map<String, SettingTable> copy = new LinkedHashMap<>();
    copy.put(Settings.NETWORK, SettingTable.network());
    copy.putAll(tables);
    tables = Collections.unmodifiableMap(copy);
  }

  /** Only {@code network}, whose settings are {@code network} and {@code training}. */
  public static Trainers builtIn() {
    return new Trainers(Map.of());
  }

  /**
   * These and another one.
   *
   * @throws dev.lambdasweep.core.UserException if a parameter has the name of another
   *     hyperparameter
   */
  public Trainers with(Trainer trainer) {
    return with(trainer.name(), trainer.parameters(), trainer.metrics());
  }

  /**
   * These and another one.
   *
   * @throws dev.lambdasweep.core.UserException if a parameter has the name of another
   *     hyperparameter
   */
  public Trainers with(String name, List<Parameter> parameters, List<Metric> metrics) {
    Map<String, SettingTable> more = new LinkedHashMap<>(tables);
    more.put(name, SettingTable.of(name, parameters, metrics));
    return new Trainers(more);
  }

  /** All names, those of the built-in ones first. */
  List<String> names() {
    List<String> names = new ArrayList<>(tables.keySet());
    names.add(1, Settings.COMMAND);
    return names;
  }

  /** The settings of sweeps with that trainer. */
  Optional<SettingTable> table(String name) {
    return Optional.ofNullable(tables.get(name));
  }
}
