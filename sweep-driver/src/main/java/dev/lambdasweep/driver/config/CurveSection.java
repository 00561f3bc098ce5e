package dev.lambdasweep.driver.config;

/**
 * What is measured during training.
 *
 * @param interval how often
 * @param trainingImages training images measured, a fixed sample, at least 1
 */
public record CurveSection(Interval interval, int trainingImages) {
  /** Checks the sample. */
  public CurveSection {
    Keys.CURVE_IMAGES.check((long) trainingImages);
  }

  /** How often a curve is measured. */
  public sealed interface Interval {
    /** After every epoch. */
    record EveryEpoch() implements Interval {}

    /**
     * Every so many updates.
     *
     * @param updates at least 1
     */
    record EveryUpdates(int updates) implements Interval {
      /** Checks the number. */
      public EveryUpdates {
        Keys.EVERY_UPDATES.check((long) updates);
      }
    }
  }
}
