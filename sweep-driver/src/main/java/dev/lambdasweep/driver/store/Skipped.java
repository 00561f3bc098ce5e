package dev.lambdasweep.driver.store;

import java.util.Locale;

/**
 * A file or line of the results that is not what it should be and was left out.
 *
 * @param file its name below the results directory
 * @param line from 1; 0 if it is the whole file
 * @param cause what is wrong with it
 */
public record Skipped(String file, int line, String cause) {
  /** One line for a person. */
  public String warning() {
    return line == 0
        ? String.format(Locale.ROOT, "Skipped %s: %s", file, cause)
        : String.format(Locale.ROOT, "Skipped line %d of %s: %s", line, file, cause);
  }
}
