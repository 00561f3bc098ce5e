package dev.lambdasweep.driver.store;

import java.util.Locale;

/**
 * A malformed file or line of the results, which was skipped.
 *
 * @param file name below the results directory
 * @param line line number from 1; 0 for the whole file
 * @param cause cause in words, such as "it is not JSON"
 */
public record Skipped(String file, int line, String cause) {
  /** The warning to show, in one line. */
  public String warning() {
    return line == 0
        ? String.format(Locale.ROOT, "Skipped %s: %s", file, cause)
        : String.format(Locale.ROOT, "Skipped line %d of %s: %s", line, file, cause);
  }
}
