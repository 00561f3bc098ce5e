package dev.lambdasweep.driver.command.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The processes that belong together: those that were started with a marker in their environment,
 * all that such a process has started, and all of the sessions that it has begun.
 *
 * <p>A process that lets its parent end is no descendant of it any more, but still has the marker.
 * One that also clears its environment is found if it was seen before, or by its session. Where
 * there is no /proc, as on macOS, only descendants are found.
 */
public final class ProcessTree {
  /** Name of the variable that marks processes. */
  public static final String VARIABLE = "LAMBDA_SWEEP_PROCESS";

  /** Time to end by themselves that processes have. */
  private static final long GRACE_MILLIS = 1500;

  /** Time after which processes that cannot be ended, such as those of other users, stay. */
  private static final long MOST_MILLIS = 5000;

  private static final long PAUSE_MILLIS = 10;

  private final String marker;
  private final ProcessNumbers since;

  /** Processes that were found before, with their start: a number may be used again. */
  private final Map<Long, Long> seen = new HashMap<>();

  private final List<ProcessHandle> descendants = new ArrayList<>();
  private final boolean isSupported = ProcessEntry.isSupported();

  /**
   * The processes with a marker.
   *
   * @param marker beginning of the value of {@link #VARIABLE}
   * @param since time before which none of them has started
   */
  public ProcessTree(String marker, ProcessNumbers since) {
    this.marker = VARIABLE + "=" + marker;
    this.since = since;
  }

  /** A tree whose first process starts now. */
  public static ProcessTree starting(String marker) {
    return new ProcessTree(marker, now());
  }

  /** The present, from which trees begin. */
  static ProcessNumbers now() {
    return ProcessEntry.isSupported() ? ProcessNumbers.now() : new ProcessNumbers(0, 0);
  }

  /** Includes a process, which may have cleared its environment. */
  public synchronized void include(ProcessHandle root) {
    if (isSupported) {
      ProcessEntry.of(root.pid()).ifPresent(entry -> seen.put(entry.pid(), entry.start()));
    } else {
      descendants.add(root);
    }
  }

  /** Looks for processes, to find them again later; returns those that run. */
  public synchronized List<ProcessHandle> find() {
    if (!isSupported) {
      List<ProcessHandle> more = descendants.stream().flatMap(ProcessHandle::descendants).toList();
      descendants.addAll(more);
      descendants.removeIf(process -> !process.isAlive());
      return descendants.stream().distinct().toList();
    }
    List<ProcessEntry> members = members(ProcessEntry.since(since));
    members.forEach(entry -> seen.put(entry.pid(), entry.start()));
    return members.stream()
        .filter(entry -> !entry.isDead())
        .flatMap(entry -> ProcessHandle.of(entry.pid()).stream())
        .toList();
  }

  private List<ProcessEntry> members(List<ProcessEntry> all) {
    Set<Long> numbers = new HashSet<>();
    List<ProcessEntry> members = new ArrayList<>();
    List<ProcessEntry> others = new ArrayList<>();
    long self = ProcessHandle.current().pid();
    for (ProcessEntry entry : all) {
      if (entry.pid() == self) {
        continue;
      }
      boolean isMember =
          Long.valueOf(entry.start()).equals(seen.get(entry.pid())) || entry.hasVariable(marker);
      (isMember ? members : others).add(entry);
    }
    members.forEach(entry -> numbers.add(entry.pid()));
    boolean grows = !others.isEmpty();
    while (grows) {
      List<ProcessEntry> more =
          others.stream()
              .filter(
                  entry ->
                      numbers.contains(entry.parent())
                          || numbers.contains(entry.session())
                          || hasBegun(entry.session(), all))
              .toList();
      more.forEach(entry -> numbers.add(entry.pid()));
      members.addAll(more);
      others.removeAll(more);
      grows = !more.isEmpty();
    }
    return members;
  }

  /** Whether a member that has ended began a session. */
  private boolean hasBegun(long session, List<ProcessEntry> all) {
    return seen.containsKey(session)
        && all.stream()
            .noneMatch(entry -> entry.pid() == session && entry.start() != seen.get(session));
  }

  /**
   * Ends all of them: asks first, and kills those that still run after a short time. Also ends
   * those that start meanwhile. Ignores interruptions.
   */
  public void end() {
    List<ProcessHandle> running = find();
    long start = System.nanoTime();
    Set<ProcessHandle> asked = new HashSet<>();
    boolean isInterrupted = false;
    while (!running.isEmpty() && millisSince(start) < MOST_MILLIS) {
      for (ProcessHandle process : running) {
        if (millisSince(start) >= GRACE_MILLIS) {
          process.destroyForcibly();
        } else if (asked.add(process)) {
          process.destroy();
        }
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
      running = find();
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
