package dev.lambdasweep.driver.lease;

import java.time.Duration;

/** A machine's monotonic clock, and waiting by it. */
interface Ticker {
  /** Time since an arbitrary origin. */
  Duration now();

  /** Waits. */
  void pause(Duration time) throws InterruptedException;

  /** The clock of this machine. */
  static Ticker system() {
    return new Ticker() {
      @Override
      public Duration now() {
        return Duration.ofNanos(System.nanoTime());
      }

      @Override
      public void pause(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
      }
    };
  }
}
