package dev.lambdasweep.driver.api;

import java.util.List;

/**
 * How a sweep is taken up again.
 *
 * @param retryFailed whether trials that failed are trained once more, too
 * @param force whether to take the sweep from another driver that seems to be at work on it
 * @param settings KEY=VALUE each, over the plan's: where data are now
 */
public record Resumption(boolean retryFailed, boolean force, List<String> settings) {
  /** Trains what has no row, on the data of the plan. */
  public static final Resumption PLAIN = new Resumption(false, false, List.of());

  /** Copies the settings in. */
  public Resumption {
    settings = List.copyOf(settings);
  }
}
