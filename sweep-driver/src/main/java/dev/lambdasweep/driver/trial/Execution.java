package dev.lambdasweep.driver.trial;

import java.io.Serializable;
import java.time.Instant;

/**
 * Where, when and how a trial was trained; does not affect its numbers.
 *
 * @param startedAt time at which its group began to train
 * @param trainSeconds seconds spent in updates, the trial's share of its group's
 * @param evaluateSeconds seconds spent in evaluation and curves, the trial's share of its group's
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
    int fused,
    String host,
    String executor,
    int attempt,
    String blas,
    String application,
    String log)
    implements Serializable {
  /** The trial's share of its group's time. */
  public double seconds() {
    return trainSeconds + evaluateSeconds;
  }
}
