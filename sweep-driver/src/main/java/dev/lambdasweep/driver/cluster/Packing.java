package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.driver.trial.Group;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Puts groups into jobs. A job costs the driver tens of milliseconds, so short groups share one:
 * about a second's worth by the durations seen so far, but no more than leaves every slot its part
 * of what is left. Until a duration has been seen a job holds one group.
 */
final class Packing {
  private static final double SECONDS_A_JOB = 1;

  /** Jobs for which work is left for each slot, so that all slots end at about the same time. */
  private static final int JOBS_LEFT_A_SLOT = 2;

  private final Deque<Group> waiting;
  private double workLeft;
  private double workASecond;

  Packing(List<Group> groups) {
    waiting = new ArrayDeque<>(groups);
    workLeft = groups.stream().mapToDouble(Group::work).sum();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * The groups of the next job, at least one, in the order given.
   *
   * @param slots tasks that run at a time
   */
  List<Group> next(int slots) {
    double most =
        Math.min(SECONDS_A_JOB * workASecond, workLeft / ((double) JOBS_LEFT_A_SLOT * slots));
    List<Group> job = new ArrayList<>();
    double work = 0;
    do {
      work += waiting.element().work();
      job.add(waiting.remove());
    } while (!waiting.isEmpty() && work + waiting.element().work() <= most);
    workLeft -= work;
    return job;
  }

  /** Takes note of a job that ended; what was seen before counts half. */
  void ended(List<Group> job, double seconds) {
    double speed = job.stream().mapToDouble(Group::work).sum() / Math.max(1e-9, seconds);
    workASecond = workASecond == 0 ? speed : (workASecond + speed) / 2;
  }
}
