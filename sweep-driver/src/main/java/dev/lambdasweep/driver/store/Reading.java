package dev.lambdasweep.driver.store;

import java.util.List;

/**
 * What was read, and what could not be.
 *
 * @param value what was read
 * @param skipped what was left out, to be told to the user
 */
public record Reading<T>(T value, List<Skipped> skipped) {
  /** Copies the list in. */
  public Reading {
    skipped = List.copyOf(skipped);
  }
}
