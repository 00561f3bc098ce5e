package dev.lambdasweep.driver.live;

import dev.lambdasweep.driver.cluster.Causes;
import dev.lambdasweep.driver.cluster.LocalTrainings;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.RunningTrial;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Keeps the file of a sweep while its driver works on it. Thread-safe. A file that cannot be
 * written is reported once, and harms nothing.
 *
 * <p>If trials train in this process, each is in the file before its training starts, and stays
 * there if a training ends the process: by {@code System.exit}, {@code Runtime.halt} or a crash.
 * Other ways to end it, such as Ctrl-C, SIGTERM or an exception of the sweep, leave no running
 * trials in the file; kill -9 and power failures look like a crash.
 */
public final class LiveWriter implements LocalTrainings, AutoCloseable {
  /** Time between two writes that show progress alone. */
  private static final long PAUSE_NANOS = 2_000_000_000L;

  /** Before Spark's hook, which stops its context: the trainings that it stops end regularly. */
  private static final int PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 40;

  private final LiveFile file;
  private final boolean isLocal;
  private final Map<Training, Integer> ends;
  private final Map<TrialKey, RunningTrial> running = new HashMap<>();
  private final BooleanSupplier isHeld;
  private final LongSupplier nanoClock;
  private final Thread sweeper = Thread.currentThread();
  private final Runnable hook = this::endOfProcess;
  private long nextAt;
  private boolean isClosed;
  private Optional<String> problem = Optional.empty();
  private boolean isReported;

  /**
   * A writer that is open until it is closed, by the thread that runs the sweep.
   *
   * @param isLocal whether trials train in this process
   * @param before what earlier drivers left behind
   * @param isHeld whether this driver still works on the sweep; if not, the file is another's
   */
  public LiveWriter(LiveFile file, boolean isLocal, DriverEnds before, BooleanSupplier isHeld) {
    this(file, isLocal, before, isHeld, System::nanoTime);
  }

  LiveWriter(
      LiveFile file,
      boolean isLocal,
      DriverEnds before,
      BooleanSupplier isHeld,
      LongSupplier nanoClock) {
    this.file = file;
    this.isLocal = isLocal;
    this.ends = new HashMap<>(before.counts());
    this.isHeld = isHeld;
    this.nanoClock = nanoClock;
    this.nextAt = nanoClock.getAsLong();
    if (!ends.isEmpty()) {
      write();
    }
    ShutdownHookManager.get().addShutdownHook(hook, PRIORITY);
  }

  @Override
  public synchronized void begins(Group group, Place place) {
    group
        .trials()
        .forEach(
            trial -> {
              RunningTrial begun = RunningTrial.begun(trial, place);
              running.put(TrialKey.of(begun), begun);
            });
    write();
  }

  @Override
  public synchronized void ends(Group group) {
    // the next write shows it; until then, a trial whose row is stored is not looked at
    group.trials().forEach(trial -> running.remove(TrialKey.of(trial.trial())));
  }

  /**
   * Shows the trials that are running; those in this process are known better, by {@link #begins}
   * and {@link #ends}.
   *
   * @param notes receives one line if the file could not be written
   */
  public synchronized void progressed(List<RunningTrial> trials, Consumer<String> notes) {
    if (!isLocal) {
      running.clear();
    }
    for (RunningTrial trial : trials) {
      if (!isLocal || running.containsKey(TrialKey.of(trial))) {
        running.put(TrialKey.of(trial), trial);
      }
    }
    if (nanoClock.getAsLong() - nextAt >= 0) {
      write();
    }
    if (!isReported && problem.isPresent()) {
      isReported = true;
      notes.accept(problem.get());
    }
  }

  /** Forgets the ends of drivers in the trainings of some trials, since these have a row now. */
  public synchronized void forget(List<TrialKey> trials) {
    ends.keySet().removeIf(training -> trials.contains(training.trial()));
  }

  private void write() {
    if (isClosed || !isHeld.getAsBoolean()) {
      return;
    }
    nextAt = nanoClock.getAsLong() + PAUSE_NANOS;
    try {
      file.write(new LiveState(isLocal, Instant.now(), List.copyOf(running.values()), ends));
    } catch (IOException | RuntimeException e) {
      problem =
          Optional.of(
              "Cannot write %s to %s: %s (watch does not show which trials run)"
                  .formatted(file.name(), file.store().location(), Causes.line(e)));
    }
  }

  /** Removes the file, unless resume needs to know the ends of trials without a row. */
  @Override
  public void close() {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
      leave();
    }
  }

  private void endOfProcess() {
    if (!ProcessExit.isCalledBesides(sweeper)) {
      leave();
    }
  }

  private synchronized void leave() {
    running.clear();
    if (!ends.isEmpty()) {
      write();
    }
    isClosed = true;
    if (ends.isEmpty() && isHeld.getAsBoolean()) {
      try {
        file.remove();
      } catch (IOException | RuntimeException e) {
        // watch ignores it, since no driver is at work
      }
    }
  }
}
