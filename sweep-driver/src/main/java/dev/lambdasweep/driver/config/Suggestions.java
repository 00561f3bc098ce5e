package dev.lambdasweep.driver.config;

import dev.lambdasweep.driver.setting.MovedKeys;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Suggests the name that a misspelt word was meant to be. */
public final class Suggestions {
  /** Number of letters below which two edits make another word. */
  private static final int SHORT = 5;

  /** Stands for the edits to a name that a word does not resemble. */
  private static final int NONE = 1_000_000;

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
    int best = NONE;
    Optional<String> nearest = Optional.empty();
    for (Map.Entry<String, String> candidate : known.entrySet()) {
      String name = candidate.getKey();
      // a key in the wrong section costs one more edit
      int edits = Math.min(edits(path, name), edits(last(path), last(name)) + 1);
      if (edits < best) {
        best = edits;
        nearest = Optional.of(candidate.getValue());
      }
    }
    return nearest;
  }

  /**
   * Edits that turn a word into a name that it resembles, else {@link #NONE}. The length decides
   * how many are allowed: one for run, two for lambda.
   */
  private static int edits(String word, String name) {
    int length = Math.min(word.length(), name.length());
    int most = length < SHORT ? 1 : Math.max(2, length / 8);
    // a word of a very different length cannot resemble it, and a long one would take long
    if (length < 2 || Math.abs(word.length() - name.length()) > most) {
      return NONE;
    }
    int edits = distance(word, name);
    return edits <= most ? edits : NONE;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }

  /**
   * Edits that turn one text into the other: an insertion, a deletion, a replacement, or a swap of
   * neighbours. Source: Damerau 1964, in the restricted form that edits no substring twice.
   */
  static int distance(String from, String to) {
    List<int[]> rows = new ArrayList<>();
    for (int i = 0; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        if (i == 0) {
          row[j] = j;
          continue;
        }
        int[] above = rows.get(i - 1);
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], rows.get(i - 2)[j - 2] + 1);
        }
      }
      rows.add(row);
    }
    return rows.get(from.length())[to.length()];
  }
}
