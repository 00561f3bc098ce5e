package dev.lambdasweep.driver.config;

import dev.lambdasweep.driver.setting.MovedKeys;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.Spelling;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Suggests the name that a misspelt word was meant to be. */
public final class Suggestions {
  private Suggestions() {}

  /** "unknown key training.bacth-size, did you mean training.batch-size?" */
  static String unknownKey(String path, SettingTable table) {
    Optional<Setting<?>> moved = MovedKeys.setting(path);
    if (moved.isPresent()) {
      return "unknown key %s, it is now %s".formatted(path, moved.orElseThrow());
    }
    Map<String, String> known = new LinkedHashMap<>();
    for (Setting<?> key : table.all()) {
      known.put(key.path(), key.path());
      for (String section = parent(key.path()); !section.isEmpty(); section = parent(section)) {
        known.putIfAbsent(section, section);
      }
    }
    known.put(Settings.SPACE, Settings.SPACE);
    known.put(Settings.POINTS, Settings.POINTS);
    for (Setting<?> hyperparameter : table.hyperparameters()) {
      known.putIfAbsent(hyperparameter.shortName(), hyperparameter.path());
    }
    return withNearest("unknown key " + path, nearest(path, known));
  }

  /** "unknown hyperparameter sweep.space.lamda, did you mean sweep.space.lambda?" */
  static String unknownHyperparameter(String path, String name, SettingTable table) {
    Optional<Setting<?>> moved = MovedKeys.setting(name);
    if (moved.isPresent()) {
      return "unknown hyperparameter %s.%s, it is now %1$s.%3$s"
          .formatted(path, name, moved.orElseThrow().shortName());
    }
    Map<String, String> known = new LinkedHashMap<>();
    for (Setting<?> hyperparameter : table.hyperparameters()) {
      known.put(hyperparameter.shortName(), path + "." + hyperparameter.shortName());
      known.put(hyperparameter.path(), path + "." + hyperparameter.path());
    }
    return withNearest("unknown hyperparameter " + path + "." + name, nearest(name, known));
  }

  /** "unknown key sweep.space.lambda.hihg, did you mean sweep.space.lambda.high?" */
  static String unknownPart(String dimension, String part, List<String> parts) {
    Map<String, String> known = new LinkedHashMap<>();
    parts.forEach(candidate -> known.put(candidate, dimension + "." + candidate));
    return withNearest("unknown key " + dimension + "." + part, nearest(part, known));
  }

  /** "There is no verb runn, did you mean run?"; lists the verbs if the word resembles none. */
  public static String unknownVerb(String word, Collection<String> verbs) {
    Optional<String> nearest = nearest(word, verbs);
    return nearest.isPresent()
        ? withNearest("There is no verb " + word, nearest)
        : "There is no verb " + word + ", only " + String.join(", ", verbs);
  }

  /** The name that a misspelt word resembles most; empty if it resembles none. */
  public static Optional<String> nearest(String word, Collection<String> names) {
    Map<String, String> known = new LinkedHashMap<>();
    names.forEach(name -> known.put(name, name));
    return nearest(word, known);
  }

  /** A hyperparameter of the built-in trainer, named in a sweep of another one. */
  static String hyperparameterOfNetwork(String name, SettingTable table) {
    return "%s is a hyperparameter of the trainer %s, but trainer.name is %s"
        .formatted(name, Settings.NETWORK, table.trainer());
  }

  /** A problem with the suggestion, if there is one. */
  static String withNearest(String problem, Optional<String> suggestion) {
    return suggestion.map(nearest -> problem + ", did you mean " + nearest + "?").orElse(problem);
  }

  private static Optional<String> nearest(String path, Map<String, String> known) {
    int best = Spelling.NONE;
    Optional<String> nearest = Optional.empty();
    for (Map.Entry<String, String> candidate : known.entrySet()) {
      String name = candidate.getKey();
      // a key in the wrong section costs one more edit
      int edits = Math.min(Spelling.edits(path, name), Spelling.edits(last(path), last(name)) + 1);
      if (edits < best) {
        best = edits;
        nearest = Optional.of(candidate.getValue());
      }
    }
    return nearest;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }
}
