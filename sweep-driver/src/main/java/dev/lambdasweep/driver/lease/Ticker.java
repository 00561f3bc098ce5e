package dev.lambdasweep.driver.lease;

import java.time.Duration;

/** A machine's own clock, which never goes back, and a wait by it. */
interface Ticker {
  /** Time from any beginning. */
  Duration now();

  /** Waits. */
  void pause(Duration time) throws InterruptedException;

  /** This machine's. */
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
