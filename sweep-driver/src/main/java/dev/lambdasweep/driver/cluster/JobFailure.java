package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.train.Ending;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;

/** How the trials of a Spark job that has no results ended. */
final class JobFailure {
  /** Spark's name of the error that ends a job after its kill link, or a call of cancelJob. */
  private static final String CANCELLED = "SPARK_JOB_CANCELLED";

  /** How Spark's scheduler tells of a task that ended with its executor. */
  private static final Pattern EXECUTOR_LOST =
      Pattern.compile("Job aborted due to stage failure: .*: ExecutorLostFailure \\(executor .*");

  private JobFailure() {}

  /**
   * Tells LOST, KILLED and SPARK apart by the exception that Spark ends a job with.
   *
   * @return a failure with one line for a person
   */
  static Ending ending(Throwable failure) {
    String line =
        String.valueOf(failure.getMessage()).lines().findFirst().orElse(failure.toString());
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
