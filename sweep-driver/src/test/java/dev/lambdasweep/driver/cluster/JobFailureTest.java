package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.train.Ending;
import java.io.IOException;
import org.apache.spark.SparkException;
import org.apache.spark.errors.SparkCoreErrors;
import org.junit.jupiter.api.Test;

class JobFailureTest {
  private static final String ABORTED =
      "Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times, most recent failure: "
          + "Lost task 0.3 in stage 1.0 (TID 7) (one executor 2): ";

  @Test
  void jobOfALostExecutorIsLost() {
    String line =
        ABORTED
            + "ExecutorLostFailure (executor 2 exited caused by one of the running tasks) Reason: worker"
            + " lost";

    assertThat(JobFailure.ending(new SparkException(line + "\nDriver stacktrace:")))
        .isEqualTo(Ending.failed(Ending.Cause.LOST, line));
  }

  @Test
  void jobThatAPersonKilledIsKilled() {
    assertThat(
            JobFailure.ending(
                SparkCoreErrors.sparkJobCancelled(
                    3, "because Stage 5 was cancelled: killed via the Web UI", null)))
        .isEqualTo(
            Ending.failed(
                Ending.Cause.KILLED,
                "its Spark job was killed (scripts/sweep resume --retry-failed trains it):"
                    + " [SPARK_JOB_CANCELLED] Job 3 cancelled because Stage 5 was cancelled: killed via"
                    + " the Web UI SQLSTATE: XXKDA"));
  }

  @Test
  void exceptionInATaskIsSparksAndItsInnermostCauseIsReported() {
    assertThat(
            JobFailure.ending(
                new SparkException(
                    ABORTED + "java.io.IOException: ExecutorLostFailure (executor of none)",
                    new IllegalStateException(
                        new IOException("Failed to get broadcast_0_piece0")))))
        .isEqualTo(
            Ending.failed(
                Ending.Cause.SPARK, "java.io.IOException: Failed to get broadcast_0_piece0"));
  }

  @Test
  void abortedJobWithoutACauseReportsSparksOwnLine() {
    String line =
        "Job aborted due to stage failure: Total size of serialized results of 1 tasks (2.0 GiB) is"
            + " bigger than spark.driver.maxResultSize (1.0 GiB)";

    assertThat(JobFailure.ending(new SparkException(line + "\nDriver stacktrace:")))
        .isEqualTo(Ending.failed(Ending.Cause.SPARK, line));
  }
}
