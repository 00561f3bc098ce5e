package dev.lambdasweep.driver.setting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Measures how much misspelt words resemble names. */
public final class Spelling {
  /** Number of letters below which two edits make another word. */
  private static final int SHORT = 5;

  /** Stands for the edits to a name that a word does not resemble. */
  public static final int NONE = 1_000_000;

  private Spelling() {}

  /** The name that a misspelt word resembles most; empty if it resembles none. */
  public static Optional<String> nearest(String word, Collection<String> names) {
    int best = NONE;
    Optional<String> nearest = Optional.empty();
    for (String name : names) {
      int edits = edits(word, name);
      if (edits < best) {
        best = edits;
        nearest = Optional.of(name);
      }
    }
    return nearest;
  }

  /**
   * Edits that turn a word into a name that it resembles, else {@link #NONE}. The length decides
   * how many are allowed: one for run, two for lambda.
   */
  public static int edits(String word, String name) {
    int length = Math.min(word.length(), name.length());
    int most = length < SHORT ? 1 : Math.max(2, length / 8);
    // a word of a very different length cannot resemble it, and a long one would take long
    if (length < 2 || Math.abs(word.length() - name.length()) > most) {
      return NONE;
    }
    int edits = distance(word, name);
    return edits <= most ? edits : NONE;
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
