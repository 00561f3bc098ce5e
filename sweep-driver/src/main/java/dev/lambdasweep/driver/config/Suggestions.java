package dev.lambdasweep.driver.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what a misspelt word was meant to be. */
public final class Suggestions {
  private Suggestions() {}

  /** "unknown key training.bacth-size, did you mean training.batch-size?" */
  static String unknownKey(String path) {
    Map<String, String> known = new LinkedHashMap<>();
    for (Key<?> key : Keys.all()) {
      known.put(key.path(), key.path());
      for (String section = parent(key.path()); !section.isEmpty(); section = parent(section)) {
        known.putIfAbsent(section, section);
      }
    }
    known.put(Keys.SPACE, Keys.SPACE);
    known.put(Keys.POINTS, Keys.POINTS);
    for (Hyperparameter hyperparameter : Hyperparameter.values()) {
      known.putIfAbsent(hyperparameter.shortName(), hyperparameter.key());
    }
    return told("unknown key " + path, nearest(path, known));
  }

  /** "unknown hyperparameter sweep.space.lamda, did you mean sweep.space.lambda?" */
  static String unknownHyperparameter(String path, String name) {
    Map<String, String> known = new LinkedHashMap<>();
    for (Hyperparameter hyperparameter : Hyperparameter.values()) {
      known.put(hyperparameter.shortName(), path + "." + hyperparameter.shortName());
      known.put(hyperparameter.key(), path + "." + hyperparameter.key());
    }
    return told("unknown hyperparameter " + path + "." + name, nearest(name, known));
  }

  /** "unknown key sweep.space.lambda.hihg, did you mean sweep.space.lambda.high?" */
  static String unknownPart(String dimension, String part, List<String> parts) {
    Map<String, String> known = new LinkedHashMap<>();
    parts.forEach(candidate -> known.put(candidate, dimension + "." + candidate));
    return told("unknown key " + dimension + "." + part, nearest(part, known));
  }

  /** "There is no verb runn, did you mean run?"; where none is near, what verbs there are. */
  public static String unknownVerb(String word, Collection<String> verbs) {
    Map<String, String> known = new LinkedHashMap<>();
    verbs.forEach(verb -> known.put(verb, verb));
    Optional<String> nearest = nearest(word, known);
    return nearest.isPresent()
        ? told("There is no verb " + word, nearest)
        : "There is no verb " + word + ", only " + String.join(", ", verbs);
  }

  private static String told(String problem, Optional<String> suggestion) {
    return suggestion.map(nearest -> problem + ", did you mean " + nearest + "?").orElse(problem);
  }

  private static Optional<String> nearest(String path, Map<String, String> known) {
    int best = Math.max(2, path.length() / 4) + 1;
    Optional<String> nearest = Optional.empty();
    for (Map.Entry<String, String> candidate : known.entrySet()) {
      String name = candidate.getKey();
      // a key in the wrong section costs one edit more
      int edits = Math.min(distance(path, name), distance(last(path), last(name)) + 1);
      if (edits < best && edits < name.length()) {
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

  /**
   * Edits that turn one text into the other: an insertion, a deletion, a replacement, or a swap of
   * neighbours. Source: Damerau 1964, in the restricted form that edits no place twice.
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
