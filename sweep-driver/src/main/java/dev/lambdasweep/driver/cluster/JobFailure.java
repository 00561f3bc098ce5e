package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.UnfitMachineException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;

/** Determines how the trials of a failed Spark job ended. */
final class JobFailure {
  /** Spark's name for the error of a job that was killed by its link in the UI or by cancelJob. */
  private static final String CANCELLED = "SPARK_JOB_CANCELLED";

  /** The message of Spark's scheduler for a task that was lost with its executor. */
  private static final Pattern EXECUTOR_LOST =
      Pattern.compile("Job aborted due to stage failure: .*: ExecutorLostFailure \\(executor .*");

  /** Spark's words for a task that has failed wherever it could be tried. */
  private static final Pattern EXCLUDED_EVERYWHERE =
      Pattern.compile(
          "(Job aborted due to stage failure: ).*cannot run anywhere due to node and executor"
              + " excludeOnFailure\\.\\s+Most recent failure:\\s+(.*)",
          Pattern.DOTALL);

  /** The name of the exception in the text of a task's failure, and its message. */
  private static final Pattern UNFIT =
      Pattern.compile(Pattern.quote(UnfitMachineException.class.getName()) + ": (.*)");

  private JobFailure() {}

  /**
   * Distinguishes LOST, KILLED and SPARK by the exception that Spark ends a job with, and ERROR for
   * a trial that no machine can train.
   *
   * @return a failure with one line of readable text
   */
  static Ending ending(Throwable failure) {
    String message =
        EXCLUDED_EVERYWHERE.matcher(String.valueOf(failure.getMessage())).replaceFirst("$1$2");
    String line =
        message.lines().filter(text -> !text.isBlank()).findFirst().orElse(failure.toString());
    if (failure instanceof SparkThrowable error && CANCELLED.equals(error.getCondition())) {
      return Ending.failed(
          Ending.Cause.KILLED,
          "its Spark job was killed (scripts/sweep resume --retry-failed trains it): " + line);
    }
    Matcher unfit = UNFIT.matcher(message);
    if (unfit.find()) {
      return Ending.failed(Ending.Cause.ERROR, unfit.group(1));
    }
    if (failure.getCause() == null && EXECUTOR_LOST.matcher(line).matches()) {
      return Ending.failed(Ending.Cause.LOST, line);
    }
    String cause = failure.getCause() == null ? line : Causes.innermost(failure).toString();
    return Ending.failed(Ending.Cause.SPARK, cause.lines().findFirst().orElse(line));
  }
}
