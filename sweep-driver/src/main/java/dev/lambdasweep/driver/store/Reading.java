package dev.lambdasweep.driver.store;

import java.util.List;

/**
 * A value that was read, and the lines that could not be.
 *
 * @param value value that was read
 * @param skipped lines and files that were skipped, for a warning
 */
public record Reading<T>(T value, List<Skipped> skipped) {
  /** Copies the list in. */
  public Reading {
    skipped = List.copyOf(skipped);
  }
}
