package dev.lambdasweep.core.trainer.kit;

import dev.lambdasweep.core.trainer.GroupTrainer;
import dev.lambdasweep.core.trainer.Trainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * A training that has ended, which ran in a thread of its own.
 *
 * @param thrown what it threw
 * @param threadsLeft names of threads that it started and that still run
 */
record Training(Optional<Throwable> thrown, List<String> threadsLeft) {
  /** Threads that have nothing more to do may take a moment to end. */
  private static final long MOMENT_MILLIS = 2_000;

  /** Trains trials: one, or several together. */
  static Training of(Trainer trainer, List<SmallTrial> trials, Duration patience)
      throws InterruptedException {
    return new Running(trainer, trials).ended(patience);
  }

  /** Trains each trial in a thread of its own. */
  static List<Training> atTheSameTime(Trainer trainer, List<SmallTrial> trials, Duration patience)
      throws InterruptedException {
    List<Running> running =
        trials.stream().map(trial -> new Running(trainer, List.of(trial))).toList();
    List<Training> ended = new ArrayList<>();
    for (Running training : running) {
      ended.add(training.ended(patience));
    }
    return ended;
  }

  /** Throws what the training threw. */
  void require() {
    thrown.ifPresent(
        e -> {
          throw new AssertionError("the training threw " + e, e);
        });
  }

  private static final class Running {
    private final ThreadGroup group = new ThreadGroup("training");
    private final List<SmallTrial> trials;
    private final Thread thread;
    private volatile Optional<Throwable> thrown = Optional.empty();

    Running(Trainer trainer, List<SmallTrial> trials) {
      this.trials = trials;
      thread = new Thread(group, () -> run(() -> train(trainer, trials)), "training");
      thread.setDaemon(true);
      thread.start();
    }

    private static Void train(Trainer trainer, List<SmallTrial> trials) throws Exception {
      if (trials.size() > 1) {
        ((GroupTrainer) trainer).trainTogether(trials);
      } else {
        trainer.train(trials.get(0));
      }
      return null;
    }

    private void run(Callable<Void> training) {
      try {
        training.call();
      } catch (Throwable e) {
        thrown = Optional.of(e);
      } finally {
        trials.forEach(SmallTrial::close);
      }
    }

    Training ended(Duration patience) throws InterruptedException {
      thread.join(patience.toMillis());
      if (thread.isAlive()) {
        AssertionError endless =
            new AssertionError(
                "the training has not ended after %s s".formatted(patience.toSeconds()));
        endless.setStackTrace(thread.getStackTrace());
        thread.interrupt();
        throw endless;
      }
      return new Training(thrown, left());
    }

    private List<String> left() throws InterruptedException {
      long deadline = System.nanoTime() + MOMENT_MILLIS * 1_000_000;
      List<String> names = new ArrayList<>();
      Thread[] threads = new Thread[group.activeCount() + 64];
      for (Thread left : Arrays.copyOf(threads, group.enumerate(threads))) {
        boolean isShared =
            left instanceof ForkJoinWorkerThread worker
                && worker.getPool() == ForkJoinPool.commonPool();
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (!isShared && millis > 0) {
          left.join(millis);
        }
        if (!isShared && left.isAlive()) {
          names.add(left.getName());
        }
      }
      return names;
    }
  }
}
