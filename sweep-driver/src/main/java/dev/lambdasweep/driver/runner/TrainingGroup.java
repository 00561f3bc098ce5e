package dev.lambdasweep.driver.runner;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The group of a training's thread, which all threads that it starts belong to unless they are
 * given another one. An exception that ends one of them is logged; Spark's own handler would end
 * the executor.
 *
 * <p>A group is used again for the next training once it has no more threads. Java 17 never forgets
 * a group unless it is destroyed, and a pool that a library has once created in a destroyed group
 * could start no more threads.
 */
final class TrainingGroup extends ThreadGroup {
  private static final Queue<TrainingGroup> FREE = new ConcurrentLinkedQueue<>();
  private static final int MOST_NAMES = 10;
  private static final long PATIENCE_MILLIS = 200;

  /** Threads that libraries start once for the whole process, whichever training comes first. */
  private static final Pattern OF_THE_PROCESS =
      Pattern.compile("(?i).*(deallocator|cleaner|finalizer|reaper|DelayScheduler).*");

  private volatile Consumer<String> log = text -> {};

  private TrainingGroup() {
    super("trainings");
  }

  /**
   * A group without threads.
   *
   * @param log receives what is to be noted about its threads
   */
  static TrainingGroup take(Consumer<String> log) {
    TrainingGroup group = Objects.requireNonNullElseGet(FREE.poll(), TrainingGroup::new);
    group.log = log;
    return group;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable e) {
    log.accept("thread %s ended with %s".formatted(thread.getName(), Failure.line(e)));
  }

  /**
   * Interrupts the threads that are left, and logs the names of those that still do not end. An
   * empty group is free for another training.
   */
  void close() {
    List<Thread> left = left();
    left.forEach(Thread::interrupt);
    join(left);
    List<String> alive = left.stream().filter(Thread::isAlive).map(Thread::getName).toList();
    if (!alive.isEmpty()) {
      log.accept(
          "%d of the threads that the training started did not end: %s%s"
              .formatted(
                  alive.size(),
                  alive.stream().limit(MOST_NAMES).collect(Collectors.joining(", ")),
                  alive.size() > MOST_NAMES ? " …" : ""));
    }
    log = text -> {};
    if (activeCount() == 0) {
      FREE.add(this);
    }
  }

  private List<Thread> left() {
    if (activeCount() == 0) {
      return List.of();
    }
    Thread[] threads = new Thread[activeCount() + 64];
    int count = enumerate(threads);
    return Arrays.stream(threads, 0, count).filter(thread -> !isOfTheProcess(thread)).toList();
  }

  private static boolean isOfTheProcess(Thread thread) {
    return (thread instanceof ForkJoinWorkerThread worker
            && worker.getPool() == ForkJoinPool.commonPool())
        || OF_THE_PROCESS.matcher(thread.getName()).matches();
  }

  private static void join(List<Thread> threads) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    try {
      for (Thread thread : threads) {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis > 0) {
          thread.join(millis);
        }
      }
    } catch (InterruptedException e) {
      // of the caller, which notices it
      Thread.currentThread().interrupt();
    }
  }
}
