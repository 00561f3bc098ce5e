package dev.lambdasweep.driver.api;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.command.CommandTrainer;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.config.Trainers;
import dev.lambdasweep.driver.network.NetworkTrainer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The trainers that can train: the built-in one, those that the application registers, and those on
 * the class path, which are looked for only if none of the others is meant. Immutable.
 */
public final class TrainerRegistry {
  private final Map<String, Trainer> registered;

  private TrainerRegistry(Map<String, Trainer> registered) {
    this.registered = Collections.unmodifiableMap(new LinkedHashMap<>(registered));
  }

  /** Without any registered ones. */
  public static TrainerRegistry builtIn() {
    return new TrainerRegistry(Map.of(NetworkTrainer.NAME, new NetworkTrainer()));
  }

  /**
   * Returns a copy with another trainer, which takes precedence over one of the class path.
   *
   * @throws UserException if it cannot be used
   */
  TrainerRegistry with(Trainer trainer) {
    TrainerCheck.require(trainer);
    if (registered.containsKey(trainer.name())) {
      throw UserException.of(
          "Cannot use trainer %s: another one of this name is registered (choose another name)",
          trainer.name());
    }
    Map<String, Trainer> more = new LinkedHashMap<>(registered);
    more.put(trainer.name(), trainer);
    TrainerRegistry registry = new TrainerRegistry(more);
    registry.known();
    return registry;
  }

  /** What the trainers declare, by which a sweep's file is read. */
  public Trainers known() {
    Trainers known = Trainers.builtIn();
    for (Trainer trainer : registered.values()) {
      if (!trainer.name().equals(NetworkTrainer.NAME)) {
        known = known.with(trainer);
      }
    }
    // the file may be read on another thread
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return known.with(() -> FoundTrainers.on(loader).declared());
  }

  /**
   * The trainer that a configuration names.
   *
   * @throws UserException if there is none, or it cannot be used
   */
  public Trainer trainer(SweepConfig config) {
    return config.table().isCommand() ? CommandTrainer.of(config) : trainer(config.trainer());
  }

  /** The trainer of that name. */
  Trainer trainer(String name) {
    if (registered.containsKey(name)) {
      return registered.get(name);
    }
    FoundTrainers found = FoundTrainers.on(Thread.currentThread().getContextClassLoader());
    return found.trainer(name).orElseThrow(() -> missing(name, found.declared()));
  }

  private static UserException missing(String name, Trainers.Others others) {
    String why = others.unusable().get(name);
    return why != null
        ? UserException.of("Cannot train with %s: %s", name, why)
        : UserException.of(
            "Cannot train with %s: it is not on the class path%s (give its jar with --jars, or"
                + " register it with LambdaSweep.trainer)",
            name, others.notLoaded());
  }
}
