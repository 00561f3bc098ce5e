package dev.lambdasweep.driver.lease;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.lease.LeaseObserver.Found;
import dev.lambdasweep.driver.lease.LeaseObserver.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;

/** The right to train a sweep and to store its rows, held by one driver at a time. Thread-safe. */
public final class Lease implements AutoCloseable {
  /** How often a lease is renewed. */
  static final Duration RENEWAL = Duration.ofSeconds(5);

  /** How long after a renewal rows may be stored without another one. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private static final Duration POLL = Duration.ofMillis(500);

  private final LeaseFiles files;
  private final String sweep;
  private final Ticker ticker;
  private LeaseState state;
  private int number;
  private Duration renewedAt = Duration.ZERO;
  private Optional<String> loss = Optional.empty();
  private boolean isClosed;
  private Runnable whenLost = () -> {};
  private final Runnable hook = this::release;

  private Lease(LeaseFiles files, String sweep, Ticker ticker) {
    this.files = files;
    this.sweep = sweep;
    this.ticker = ticker;
    this.state =
        new LeaseState(
            UUID.randomUUID().toString(),
            ProcessIdentity.current(),
            files.folder().toString(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            0,
            Set.of());
  }

  /**
   * Takes the lease of a sweep. If a driver that this machine cannot see may hold it, waits until
   * that driver renews its lease or the lease expires.
   *
   * @param sweep id of the sweep, for messages
   * @param force whether to take it over from a driver at work
   * @param waiting receives one line before a wait
   * @throws UserException if another driver holds it, or the folder is not writable
   */
  public static Lease take(
      LeaseFiles files, String sweep, boolean force, Consumer<String> waiting) {
    return take(files, sweep, force, waiting, Ticker.system());
  }

  static Lease take(
      LeaseFiles files, String sweep, boolean force, Consumer<String> waiting, Ticker ticker) {
    Lease lease = new Lease(files, sweep, ticker);
    try {
      files.makeFolder();
      LeaseObserver observer = new LeaseObserver(files, ticker);
      Consumer<String> once = new Once(waiting);
      List<Found> found = observer.look();
      while (!(force || lease.allDead(found, once)) || !lease.claim(found)) {
        ticker.pause(POLL);
        found = observer.look();
      }
    } catch (IOException e) {
      throw lease.unwritable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a lease", e);
    }
    return lease;
  }

  /** Passes on only the first message. */
  private static final class Once implements Consumer<String> {
    private final Consumer<String> messages;
    private boolean isOver;

    Once(Consumer<String> messages) {
      this.messages = messages;
    }

    @Override
    public void accept(String message) {
      if (!isOver) {
        isOver = true;
        messages.accept(message);
      }
    }
  }

  private boolean allDead(List<Found> found, Consumer<String> waiting) {
    for (Found other : found) {
      if (other.verdict() == Verdict.ALIVE) {
        throw UserException.of(
            "Cannot continue %s: another driver is at work on it, %s (wait until it ends, stop"
                + " it, or take over with resume --force)",
            sweep, other.driver());
      }
      if (other.verdict() == Verdict.UNDECIDED) {
        waiting.accept(
            String.format(
                "%s: another driver may be at work on it, %s; waiting up to %d s for it to renew"
                    + " its lease",
                sweep, other.driver(), LeaseObserver.EXPIRY.toSeconds()));
      }
    }
    return found.stream().allMatch(other -> other.verdict() == Verdict.DEAD);
  }

  /**
   * Writes the lease's file and checks that the folder holds no other lease than those it follows;
   * otherwise withdraws.
   *
   * @param dead leases that this one follows
   */
  private synchronized boolean claim(List<Found> dead) throws IOException {
    Set<String> superseded = dead.stream().map(Found::owner).collect(Collectors.toSet());
    state = state.superseding(superseded);
    number = dead.stream().mapToInt(Found::number).max().orElse(-1) + 1;
    if (!files.create(number, state.text())) {
      return false;
    }
    SortedMap<Integer, String> others = files.read();
    others.values().removeIf(this::isOwn);
    if (!superseded.containsAll(others.values().stream().map(LeaseState::ownerOf).toList())) {
      files.delete(number);
      return false;
    }
    for (int other : others.keySet()) {
      files.delete(other);
    }
    renewedAt = ticker.now();
    return true;
  }

  /**
   * Renews the lease until it is closed or lost, on a separate thread; releases it when the process
   * is asked to end.
   */
  public Lease keep() {
    ShutdownHookManager.get().addShutdownHook(hook, FileSystem.SHUTDOWN_HOOK_PRIORITY + 1);
    Thread thread = new Thread(this::renewUntilItEnds, "lease of " + sweep);
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /** Sets an action to run once the lease is lost, on the renewing thread. */
  public void whenLost(Runnable action) {
    synchronized (this) {
      whenLost = action;
    }
    if (loss().isPresent()) {
      action.run();
    }
  }

  /**
   * Requires that this driver may store rows.
   *
   * @throws UserException if another has taken over, or the lease could not be renewed
   */
  public synchronized void requireHeld() {
    if (ticker.now().minus(renewedAt).compareTo(FRESH) >= 0) {
      renew();
    }
    if (loss.isPresent()) {
      throw new UserException(loss.get());
    }
  }

  /** Whether this driver holds the lease, as far as it knows. */
  public synchronized boolean isHeld() {
    return !isOver();
  }

  /** Why this driver may store no more rows: another has taken over, or renewal failed. */
  public synchronized Optional<UserException> loss() {
    return loss.map(UserException::new);
  }

  /** Releases the lease. */
  @Override
  public void close() {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
    release();
  }

  private synchronized void release() {
    isClosed = true;
    try {
      for (Map.Entry<Integer, String> file : files.read().entrySet()) {
        if (isOwn(file.getValue())) {
          files.delete(file.getKey());
        }
      }
    } catch (IOException e) {
      // it expires by itself
    }
  }

  private void renewUntilItEnds() {
    try {
      while (!isOver()) {
        ticker.pause(RENEWAL);
        renew();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (loss().isPresent()) {
      action().run();
    }
  }

  private synchronized boolean isOver() {
    return isClosed || loss.isPresent();
  }

  private synchronized Runnable action() {
    return whenLost;
  }

  /** Renews the lease, or finds that it is lost. */
  synchronized void renew() {
    if (isOver()) {
      return;
    }
    try {
      SortedMap<Integer, String> others = files.read();
      boolean isThere = others.values().removeIf(this::isOwn);
      Optional<String> taker = taker(others, isThere);
      if (taker.isPresent()) {
        lose("another driver has taken it over, " + taker.get());
        return;
      }
      if (isThere) {
        state = state.renewed();
        files.replace(number, state.text());
      } else if (files.hasFolder() && !claim(List.of())) {
        // a driver that was first shows up at the next renewal
        return;
      }
      renewedAt = ticker.now();
    } catch (IOException e) {
      if (ticker.now().minus(renewedAt).compareTo(LeaseObserver.EXPIRY) >= 0) {
        lose("its lease cannot be renewed, " + e.getMessage());
      }
    }
  }

  /**
   * The driver that has taken over the lease: one that says so, or any other if this one's file is
   * gone. While this one's file exists, another may be a claim about to be withdrawn.
   */
  private Optional<String> taker(SortedMap<Integer, String> others, boolean isThere) {
    return others.values().stream()
        .map(LeaseState::of)
        .flatMap(Optional::stream)
        .filter(other -> !isThere || other.superseded().contains(state.owner()))
        .map(LeaseState::driver)
        .findFirst();
  }

  private boolean isOwn(String text) {
    return LeaseState.ownerOf(text).equals(state.owner());
  }

  private void lose(String cause) {
    loss =
        Optional.of(
            String.format(
                "Cannot continue %s: %s (this driver stores no more rows; scripts/sweep resume"
                    + " trains the remaining trials)",
                sweep, cause));
  }

  private UserException unwritable(IOException e) {
    return new UserException(
        String.format(
            "Cannot write a lease of %s to %s: %s (check its permissions)",
            sweep, files.folder(), e.getMessage()),
        e);
  }
}
