package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import java.util.Optional;

/** How many trials are trained together, of those that can be. */
public sealed interface Fuse {
  /** As many as keep every slot busy and fit into its memory. */
  record Auto() implements Fuse {}

  /**
   * So many, and no more.
   *
   * @param trials at least 1, which trains each alone
   */
  record AtMost(int trials) implements Fuse {
    /** Checks the number. */
    public AtMost {
      require(trials >= 1, "Invalid trials: %s, must be at least 1", trials);
    }
  }

  /** What the setting says, which is empty for {@code auto}. */
  public static Fuse of(Optional<Long> setting) {
    return setting.<Fuse>map(most -> new AtMost(Math.toIntExact(most))).orElseGet(Auto::new);
  }
}
