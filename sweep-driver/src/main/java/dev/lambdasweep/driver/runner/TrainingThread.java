package dev.lambdasweep.driver.runner;

import dev.lambdasweep.driver.trial.TrialHost;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs one training in a thread of its own, so that the executor's thread can end it, or give it up
 * if it does not end.
 */
final class TrainingThread {
  /** Time that a training has to end once it has been told to. */
  static final long GRACE_SECONDS = 5;

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final TrialHost host;
  private final Stop stop;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Consumer<String> log;
  private volatile Optional<Throwable> thrown = Optional.empty();

  /**
   * A training that has not begun.
   *
   * @param stop tells it to end
   * @param log receives what is to be noted about its threads
   */
  TrainingThread(TrialHost host, Stop stop, Consumer<String> log) {
    this.host = host;
    this.stop = stop;
    this.log = log;
  }

  /**
   * How a training ended.
   *
   * @param thrown what it threw
   * @param isTimedOut whether its time was over before it ended
   * @param isGivenUp whether it has not ended at all
   */
  record End(Optional<Throwable> thrown, boolean isTimedOut, boolean isGivenUp) {
    /** Whether it returned in time. */
    boolean isRegular() {
      return thrown.isEmpty() && !isTimedOut;
    }
  }

  /**
   * Runs a training to its end; if its time is over or it is cancelled, tells it to stop,
   * interrupts it, and gives it up if that does not help.
   *
   * @param name name of the thread
   * @param training returns nothing of interest
   * @param secondsLimit time that it has
   * @throws RuntimeException of the host's check, if it is cancelled
   */
  End run(String name, Callable<Void> training, double secondsLimit) {
    TrainingGroup group = TrainingGroup.take(log);
    Thread thread = new Thread(group, host.binding().apply(() -> run(training)), name);
    thread.setDaemon(true);
    long start = System.nanoTime();
    thread.start();
    try {
      boolean inTime = await(start, secondsLimit);
      if (!inTime) {
        end(thread, "its time, execution.trial-timeout, is over");
      }
      return new End(thrown, !inTime, ended.getCount() > 0);
    } catch (RuntimeException | Error e) {
      end(thread, "it was cancelled");
      throw e;
    } finally {
      group.close();
      stop.because("it has ended");
    }
  }

  private void run(Callable<Void> training) {
    try {
      training.call();
    } catch (Throwable e) {
      thrown = Optional.of(e);
    } finally {
      ended.countDown();
    }
  }

  /** Waits until it ends or its time is over, and notices whether it is cancelled. */
  private boolean await(long start, double secondsLimit) {
    long limit = (long) Math.min(Long.MAX_VALUE / 2.0, secondsLimit * 1e9);
    try {
      long left = limit;
      while (left > 0) {
        if (ended.await(Math.min(left, TICK_NANOS), TimeUnit.NANOSECONDS)) {
          return true;
        }
        host.check().run();
        left = limit - (System.nanoTime() - start);
      }
      return ended.getCount() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      host.check().run();
      throw new IllegalStateException("Interrupted while a trial was training", e);
    }
  }

  /** Stops it, and interrupts it once more if it goes on for half of the grace period. */
  private void end(Thread thread, String reason) {
    stop.because(reason);
    boolean isInterrupted = Thread.interrupted();
    for (int attempt = 0; attempt < 2 && ended.getCount() > 0; attempt++) {
      thread.interrupt();
      try {
        ended.await(TimeUnit.SECONDS.toMillis(GRACE_SECONDS) / 2, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
