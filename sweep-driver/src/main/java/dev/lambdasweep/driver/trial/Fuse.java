package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import java.util.Optional;

/** How many of the trials that can be trained together are. */
public sealed interface Fuse {
  /** As many as keep every slot busy and fit into its memory. */
  record Auto() implements Fuse {}

  /**
   * At most the given number.
   *
   * @param trials most trials in a group, at least 1, which trains each alone
   */
  record AtMost(int trials) implements Fuse {
    /** Checks the number. */
    public AtMost {
      require(trials >= 1, "Invalid trials: %s, must be at least 1", trials);
    }
  }

  /** The value of the setting, which is empty for {@code auto}. */
  public static Fuse of(Optional<Long> setting) {
    return setting.<Fuse>map(most -> new AtMost(Math.toIntExact(most))).orElseGet(Auto::new);
  }
}
