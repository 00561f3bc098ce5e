package dev.lambdasweep.driver.config;

import java.util.Optional;

/**
 * How trials are carried out; never part of their numbers.
 *
 * @param trialTimeout how long one trial may train
 * @param fuse how many trials are trained together
 * @param maxFailedTrials of one submit, at least 0; with more it stops
 */
public record ExecutionSection(Timeout trialTimeout, Fuse fuse, int maxFailedTrials) {
  /** A number of failed trials that stops no sweep. */
  public static final int ANY_FAILED = Integer.MAX_VALUE;

  /** Checks the number. */
  public ExecutionSection {
    Keys.MAX_FAILED.check((long) maxFailedTrials);
  }

  /** How long one trial may train. */
  public sealed interface Timeout {
    /** As long as it takes. */
    record Unlimited() implements Timeout {}

    /**
     * So long, and no longer.
     *
     * @param seconds above 0
     */
    record After(double seconds) implements Timeout {
      /** Checks the seconds. */
      public After {
        Keys.TRIAL_TIMEOUT.check(seconds);
      }
    }
  }

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
        Keys.FUSE.check(Optional.of((long) trials));
      }
    }
  }
}
