package dev.lambdasweep.driver.store;

import static dev.lambdasweep.core.Require.require;

import java.util.Arrays;

/** How a finished trial ended. */
public enum State {
  /** trained to its end; ranks */
  COMPLETE,
  /** given up before its end, because others were better */
  PRUNED,
  /** has no figures */
  FAILED;

  static State of(String word) {
    require(
        Arrays.stream(values()).anyMatch(state -> state.name().equals(word)),
        "Invalid state: %s, must be COMPLETE, PRUNED or FAILED",
        word);
    return valueOf(word);
  }
}
