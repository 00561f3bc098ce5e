package dev.lambdasweep.driver.config;

/** How long a trial trains. */
public sealed interface Length {
  /** How many of them; at least 1. */
  int count();

  /** Passes over the training images. */
  record Epochs(int count) implements Length {
    /** Checks the count. */
    public Epochs {
      Keys.EPOCHS.check((long) count);
    }
  }

  /** Mini-batch updates. */
  record Updates(int count) implements Length {
    /** Checks the count. */
    public Updates {
      Keys.UPDATES.check((long) count);
    }
  }

  /** Cycles of a triangular schedule. */
  record Cycles(int count) implements Length {
    /** Checks the count. */
    public Cycles {
      Keys.CYCLES.check((long) count);
    }
  }
}
