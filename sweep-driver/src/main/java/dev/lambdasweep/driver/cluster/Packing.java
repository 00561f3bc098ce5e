package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.driver.trial.Group;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Packs groups into jobs. A job costs the driver tens of milliseconds, so short groups share one:
 * about one second of work, judged by the durations seen so far, but never so much that some slot
 * runs out of work early. Until the first duration is known, a job holds one group.
 */
final class Packing {
  private static final double SECONDS_PER_JOB = 1;

  /**
   * Jobs per slot that the remaining work can still fill, so that all slots end at about the same
   * time.
   */
  private static final int JOBS_LEFT_PER_SLOT = 2;

  private final Deque<Group> waiting;
  private final Deque<Group> alone = new ArrayDeque<>();
  private double workLeft;
  private double workPerSecond;

  Packing(List<Group> groups) {
    waiting = new ArrayDeque<>(groups);
    workLeft = groups.stream().mapToDouble(Group::work).sum();
  }

  boolean isEmpty() {
    return waiting.isEmpty() && alone.isEmpty();
  }

  /** Adds groups that are to have jobs of their own. */
  void addAlone(List<Group> groups) {
    alone.addAll(groups);
  }

  /**
   * The groups of the next job, at least one, in the given order.
   *
   * @param slots number of tasks that run at a time
   */
  List<Group> next(int slots) {
    if (!alone.isEmpty()) {
      return List.of(alone.remove());
    }
    double most =
        Math.min(SECONDS_PER_JOB * workPerSecond, workLeft / ((double) JOBS_LEFT_PER_SLOT * slots));
    List<Group> job = new ArrayList<>();
    double work = 0;
    do {
      work += waiting.element().work();
      job.add(waiting.remove());
    } while (!waiting.isEmpty() && work + waiting.element().work() <= most);
    workLeft -= work;
    return job;
  }

  /** Records the duration of a job that ended; earlier durations count half. */
  void ended(List<Group> job, double seconds) {
    double speed = job.stream().mapToDouble(Group::work).sum() / Math.max(1e-9, seconds);
    workPerSecond = workPerSecond == 0 ? speed : (workPerSecond + speed) / 2;
  }
}
