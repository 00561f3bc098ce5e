package dev.lambdasweep.driver.api;

import java.util.List;

/**
 * Options of resuming a sweep.
 *
 * @param retryFailed whether to train failed trials again, too
 * @param force whether to take over the sweep from another driver that seems to be at work on it
 * @param settings settings as KEY=VALUE that override the plan's, such as the current place of the
 *     data
 */
public record Resumption(boolean retryFailed, boolean force, List<String> settings) {
  /** Trains the trials that have no row, on the data of the plan. */
  public static final Resumption PLAIN = new Resumption(false, false, List.of());

  /** Copies the settings in. */
  public Resumption {
    settings = List.copyOf(settings);
  }
}
