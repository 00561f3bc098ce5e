package dev.lambdasweep.driver.api;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.config.Trainers;
import dev.lambdasweep.driver.setting.SettingTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The trainers of a class path. One that cannot be loaded or used is no obstacle to the others, so
 * every problem is kept until the trainer is named.
 */
final class FoundTrainers {
  private final Map<String, Trainer> trainers = new TreeMap<>();
  private final Map<String, SettingTable> tables = new TreeMap<>();
  private final Map<String, String> unusable = new TreeMap<>();
  private final List<String> unloadable = new ArrayList<>();

  private FoundTrainers() {}

  /** The trainers that a class loader finds. */
  static FoundTrainers on(ClassLoader loader) {
    FoundTrainers found = new FoundTrainers();
    Map<String, List<Provider.Created>> byName = new TreeMap<>();
    for (Provider provider : Provider.all(loader)) {
      try {
        Provider.Created created = provider.create();
        byName.computeIfAbsent(created.name(), name -> new ArrayList<>()).add(created);
      } catch (UserException e) {
        found.unloadable.add(e.getMessage());
      }
    }
    byName.forEach(found::add);
    return found;
  }

  private void add(String name, List<Provider.Created> sameName) {
    if (sameName.size() > 1) {
      unusable.put(
          name,
          "several classes on the class path have this name: %s (leave out all but one of them)"
              .formatted(
                  sameName.stream()
                      .map(created -> created.provider().toString())
                      .collect(Collectors.joining(", "))));
      return;
    }
    Provider provider = sameName.get(0).provider();
    try {
      provider.requireOneContent();
      Trainer trainer = sameName.get(0).trainer();
      TrainerCheck.require(trainer);
      tables.put(name, SettingTable.of(name, trainer.parameters(), trainer.metrics()));
      trainers.put(name, trainer);
    } catch (UserException e) {
      unusable.put(name, "%s cannot be used: %s".formatted(provider, cause(e)));
    }
  }

  /** The message without what cannot be done, which is said by another message. */
  private static String cause(UserException e) {
    String message = e.getMessage();
    return message.substring(message.indexOf(": ") + 2);
  }

  Optional<Trainer> trainer(String name) {
    return Optional.ofNullable(trainers.get(name));
  }

  /** What they declare, and why some cannot be used. */
  Trainers.Others declared() {
    return new Trainers.Others(new LinkedHashMap<>(tables), unusable, unloadable);
  }
}
