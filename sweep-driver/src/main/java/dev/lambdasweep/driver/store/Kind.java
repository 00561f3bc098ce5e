package dev.lambdasweep.driver.store;

import static dev.lambdasweep.core.Require.require;

import java.util.Arrays;
import java.util.Locale;

/** Purpose of a sweep. */
public enum Kind {
  /** searches a space */
  SEARCH,
  /** searches a narrower space around the best points of its parent */
  REFINE,
  /** trains the best point of its parent and measures it on the test set */
  FINAL;

  /** The name of the kind in files and tables, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this name. */
  public static Kind of(String word) {
    require(
        Arrays.stream(values()).anyMatch(kind -> kind.word().equals(word)),
        "Invalid kind: %s, must be search, refine or final",
        word);
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
