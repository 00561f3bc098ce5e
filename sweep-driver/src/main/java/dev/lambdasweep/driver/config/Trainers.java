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
import java.util.function.Supplier;

/**
 * The trainers that a file may name, and what each declares.
 *
 * @param tables name of the trainer to the settings of its sweeps; {@code network} is always among
 *     them
 * @param others the trainers that are looked for only if a file names none of these
 */
public record Trainers(Map<String, SettingTable> tables, Supplier<Others> others) {
  /**
   * Trainers of the class path.
   *
   * @param tables name of the trainer to the settings of its sweeps
   * @param unusable name of a trainer to the reason why it cannot be used
   * @param unloadable classes whose names as trainers are not known, each with the reason: {@code
   *     demo.Forest of forest.jar: ...}
   */
  public record Others(
      Map<String, SettingTable> tables, Map<String, String> unusable, List<String> unloadable) {
    /** No trainers. */
    public static final Others NONE = new Others(Map.of(), Map.of(), List.of());

    /** Copies the collections in. */
    public Others {
      tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
      unusable = Collections.unmodifiableMap(new LinkedHashMap<>(unusable));
      unloadable = List.copyOf(unloadable);
    }

    /** What could not be loaded, to be appended to a message; empty if there is nothing. */
    public String notLoaded() {
      return unloadable.isEmpty() ? "" : "; could not load " + String.join("; ", unloadable);
    }
  }

  /** Copies the tables in. */
  public Trainers {
    Map<String, SettingTable> copy = new LinkedHashMap<>();
    copy.put(Settings.NETWORK, SettingTable.network());
    copy.putAll(tables);
    tables = Collections.unmodifiableMap(copy);
  }

  /** Only {@code network}, whose settings are {@code network} and {@code training}. */
  public static Trainers builtIn() {
    return new Trainers(Map.of(), () -> Others.NONE);
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
    return new Trainers(more, others);
  }

  /**
   * These, and others that are looked for when a file names none of these.
   *
   * @param more called at most once
   */
  public Trainers with(Supplier<Others> more) {
    return new Trainers(tables, new Once(more));
  }

  /** Remembers what was found. */
  private static final class Once implements Supplier<Others> {
    private final Supplier<Others> search;
    private Optional<Others> found = Optional.empty();

    Once(Supplier<Others> search) {
      this.search = search;
    }

    @Override
    public synchronized Others get() {
      if (found.isEmpty()) {
        found = Optional.of(search.get());
      }
      return found.get();
    }
  }

  /** All names, those of the built-in ones first. */
  List<String> names() {
    List<String> names = new ArrayList<>(tables.keySet());
    names.add(1, Settings.COMMAND);
    others.get().tables().keySet().stream()
        .filter(name -> !tables.containsKey(name))
        .forEach(names::add);
    return names;
  }

  /** The settings of sweeps with that trainer. */
  Optional<SettingTable> table(String name) {
    return tables.containsKey(name)
        ? Optional.of(tables.get(name))
        : Optional.ofNullable(others.get().tables().get(name));
  }
}
