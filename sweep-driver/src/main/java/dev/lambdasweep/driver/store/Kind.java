package dev.lambdasweep.driver.store;

import static dev.lambdasweep.core.Require.require;

import java.util.Arrays;
import java.util.Locale;

/** What a sweep is for. */
public enum Kind {
  /** searches a space */
  SEARCH,
  /** searches a narrower space round the best of its parent */
  REFINE,
  /** trains the best of its parent and measures it on the test set */
  FINAL;

  /** The word for it in files and tables: its name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this word. */
  public static Kind of(String word) {
    require(
        Arrays.stream(values()).anyMatch(kind -> kind.word().equals(word)),
        "Invalid kind: %s, must be search, refine or final",
        word);
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
