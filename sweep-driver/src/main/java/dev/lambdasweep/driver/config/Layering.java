package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.lambdasweep.driver.config.text.Problems;
import dev.lambdasweep.driver.setting.MovedKeys;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Merges the layers: defaults &lt; file &lt; KEY=VALUE. The merged layers name the trainer, whose
 * parameters then have defaults and short names of their own.
 *
 * @param overrides arguments KEY=VALUE
 * @param trainers trainers that {@code trainer.name} may name
 */
record Layering(List<String> overrides, Trainers trainers) {
  Layering {
    overrides = List.copyOf(overrides);
  }

  /**
   * The assembly of a sweep's file.
   *
   * @param name name of the file
   * @param resolving resolves substitutions
   * @throws dev.lambdasweep.core.UserException if the trainer is not known
   */
  Assembly ofFile(Config file, String name, UnaryOperator<Config> resolving) {
    return assembly(file, false, name, resolving);
  }

  /**
   * The assembly of a plan's configuration.
   *
   * @param name name used in messages
   * @throws dev.lambdasweep.core.UserException if the trainer is neither known nor declared
   */
  Assembly ofPlan(Config plan, String name) {
    Config current = current(plan).withFallback(Reference.EARLIER);
    return assembly(current, true, name, UnaryOperator.identity());
  }

  private Assembly assembly(
      Config file, boolean isPlan, String name, UnaryOperator<Config> resolving) {
    SettingTable network = SettingTable.network();
    Problems problems = new Problems("read " + name);
    Config merged = resolving.apply(merged(file, network, problems));
    Problems unknown = new Problems("read " + name);
    Config layer = file;
    Optional<SettingTable> found;
    if (TrainerSection.isProgram(merged) && !isPlan) {
      // what the command line sets is no declaration
      Declarations declared =
          Declarations.in(resolving.apply(file.withFallback(Reference.FILE)), unknown);
      found = declared.table();
      layer = declared.defaults().withFallback(file);
    } else {
      found = TrainerSection.table(merged, trainers, isPlan, unknown);
    }
    if (found.isEmpty()) {
      // nothing else can be checked without knowing the parameters
      throw unknown.asException();
    }
    SettingTable table = found.orElseThrow();
    if (!table.isNetwork()) {
      problems = new Problems("read " + name);
      merged = resolving.apply(merged(layer, table, problems));
    }
    return new Assembly(
        isPlan ? merged.withoutPath(TrainerSection.DECLARED) : merged, table, name, problems);
  }

  private Config merged(Config file, SettingTable table, Problems problems) {
    return Overrides.read(overrides, table, problems)
        .withFallback(file)
        .withFallback(Reference.of(table));
  }

  /** The configuration of a plan of an earlier version, with the keys of this one. */
  private static Config current(Config plan) {
    Config current = plan;
    for (MovedKeys.MovedKey key : MovedKeys.all()) {
      if (current.hasPath(key.path())) {
        ConfigValue value = current.getValue(key.path());
        current = current.withoutPath(key.path()).withValue(key.setting().path(), value);
      }
    }
    if (current.hasPath(Settings.SPACE)) {
      ConfigValue space = renamed(current.getValue(Settings.SPACE), Setting::path);
      current = current.withValue(Settings.SPACE, space);
    }
    if (current.hasPath(Settings.POINTS)) {
      ConfigList points = current.getList(Settings.POINTS);
      current =
          current.withValue(
              Settings.POINTS,
              ConfigValueFactory.fromIterable(
                  points.stream().map(point -> renamed(point, Setting::shortName)).toList()));
    }
    return current;
  }

  private static ConfigValue renamed(ConfigValue value, Function<Setting<?>, String> name) {
    if (!(value instanceof ConfigObject object)) {
      return value;
    }
    Map<String, ConfigValue> renamed = new LinkedHashMap<>();
    object.forEach(
        (key, child) -> renamed.put(MovedKeys.setting(key).map(name).orElse(key), child));
    return ConfigValueFactory.fromMap(renamed).withOrigin(value.origin());
  }
}
