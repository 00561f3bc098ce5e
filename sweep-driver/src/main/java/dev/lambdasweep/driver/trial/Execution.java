package dev.lambdasweep.driver.trial;

import java.io.Serializable;
import java.time.Instant;

/**
 * Where, when and how a trial was trained; does not affect its numbers. If its training continued
 * from a {@link Checkpoint}, the seconds are those of all of it, and the rest is that of the last
 * part.
 *
 * @param startedAt time at which its group began to train
 * @param trainSeconds seconds spent in updates, the trial's share of its group's
 * @param evaluateSeconds seconds spent in evaluation and curves, the trial's share of its group's
 * @param carriedSeconds seconds of these until the checkpoint; 0 if it started from scratch
 * @param fused number of trials in its group, including itself
 * @param host name of the machine
 * @param executor Spark's id of the executor
 * @param attempt number of the attempt at its task, from 0
 * @param blas name of the BLAS implementation
 * @param application Spark's id of the application
 * @param log last lines that its training logged, such as the messages of a program, or empty
 */
public record Execution(
    Instant startedAt,
    double trainSeconds,
    double evaluateSeconds,
    double carriedSeconds,
    int fused,
    String host,
    String executor,
    int attempt,
    String blas,
    String application,
    String log)
    implements Serializable {
  /** The execution of a training that started from scratch. */
  public Execution(
      Instant startedAt,
      double trainSeconds,
      double evaluateSeconds,
      int fused,
      String host,
      String executor,
      int attempt,
      String blas,
      String application,
      String log) {
    this(
        startedAt,
        trainSeconds,
        evaluateSeconds,
        0,
        fused,
        host,
        executor,
        attempt,
        blas,
        application,
        log);
  }

  /** The trial's share of its groups' time. */
  public double seconds() {
    return trainSeconds + evaluateSeconds;
  }

  /** The trial's share of the time of its last group alone. */
  public double lastSeconds() {
    return seconds() - carriedSeconds;
  }

  /** Whether it continued from a checkpoint. */
  public boolean isContinued() {
    return carriedSeconds > 0;
  }
}
