package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.train.Ending;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;

/** Determines how the trials of a failed Spark job ended. */
final class JobFailure {
  /** Spark's name for the error of a job that was killed by its link in the UI or by cancelJob. */
  private static final String CANCELLED = "SPARK_JOB_CANCELLED";

  /** The message of Spark's scheduler for a task that was lost with its executor. */
  private static final Pattern EXECUTOR_LOST =
      Pattern.compile("Job aborted due to stage failure: .*: ExecutorLostFailure \\(executor .*");

  private JobFailure() {}

  /**
   * Distinguishes LOST, KILLED and SPARK by the exception that Spark ends a job with.
   *
   * @return a failure with one line of readable text
   */
  static Ending ending(Throwable failure) {
    String line =
        String.valueOf(failure.getMessage())
            .lines()
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElse(failure.toString());
    if (failure instanceof SparkThrowable error && CANCELLED.equals(error.getCondition())) {
      return Ending.failed(
          Ending.Cause.KILLED,
          "its Spark job was killed (scripts/sweep resume --retry-failed trains it): " + line);
    }
    if (failure.getCause() == null && EXECUTOR_LOST.matcher(line).matches()) {
      return Ending.failed(Ending.Cause.LOST, line);
    }
    String cause = failure.getCause() == null ? line : Causes.innermost(failure).toString();
    return Ending.failed(Ending.Cause.SPARK, cause.lines().findFirst().orElse(line));
  }
}
