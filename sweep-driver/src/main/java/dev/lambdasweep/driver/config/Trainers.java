package dev.lambdasweep.driver.config;

import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trainers that a file may name, and what each declares.
 *
 * @param parameters name of the trainer to its parameters; {@code network} is always among them
 */
public record Trainers(Map<String, List<Parameter>> parameters) {
  /**
   * Copies the parameters in.
   *
   * @throws dev.lambdasweep.core.UserException if a parameter has the name of another
   *     hyperparameter
   */
  public Trainers {
    Map<String, List<Parameter>> copy = new LinkedHashMap<>();
    copy.put(Settings.NETWORK, List.of());
    parameters.forEach(
        (name, declared) -> copy.put(name, SettingTable.of(name, declared).parameters()));
    parameters = Collections.unmodifiableMap(copy);
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
    return with(trainer.name(), trainer.parameters());
  }

  /**
   * These and another one.
   *
   * @throws dev.lambdasweep.core.UserException if a parameter has the name of another
   *     hyperparameter
   */
  public Trainers with(String name, List<Parameter> declared) {
    Map<String, List<Parameter>> more = new LinkedHashMap<>(parameters);
    more.put(name, declared);
    return new Trainers(more);
  }

  /** All names, the built-in one first. */
  List<String> names() {
    return List.copyOf(parameters.keySet());
  }

  /** The settings of sweeps with that trainer. */
  Optional<SettingTable> table(String name) {
    return Optional.ofNullable(parameters.get(name))
        .map(declared -> SettingTable.of(name, declared));
  }
}
