package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.network.NetworkTrainer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A context that its master ends while a job is being submitted: Spark's scheduler, which stops
 * first, neither runs that job nor fails it.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoppedContextIT {
  private JavaSparkContext context;
  private CompletableFuture<Void> end;

  @BeforeEach
  void stopTheScheduler() {
    context = TinyTrials.context(new SparkConf());
    context.sc().dagScheduler().stop(0);
    end =
        CompletableFuture.runAsync(
            context::stop, CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));
  }

  @AfterEach
  void awaitTheEnd() {
    end.join();
  }

  @Test
  void sweepDoesNotWaitForItsTrialsForEver() {
    GroupJobs jobs = TinyTrials.jobs(context, "stopped", new NetworkTrainer());
    assertThatThrownBy(
            () ->
                jobs.run(List.of(TinyTrials.group(0)), List.of(), job -> "a trial", results -> {}))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot continue training: Spark has stopped (scripts/sweep resume trains the"
                + " remaining trials)");
  }

  @Test
  void sweepDoesNotWaitForExecutorsForEver() {
    assertThatThrownBy(() -> TaskSlots.ofCluster(context, TrialNeeds.LEAST, line -> {}))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot start Spark on local[2]: the master refused this application, or ended it"
                + " (check the options before the verb, Spark's defaults and the master's log)");
  }

  @Test
  void ownContextIsNotUsedAfterItsEnd() {
    end.join();
    System.setProperty("spark.master", "local[1]");
    try (OnDemandSpark spark = new OnDemandSpark("stopped")) {
      spark.context().stop();
      assertThatThrownBy(spark::context)
          .isInstanceOf(UserException.class)
          .hasMessage(
              "Cannot start Spark on local[1]: the master refused this application, or ended it"
                  + " (check the options before the verb, Spark's defaults and the master's log)");
    } finally {
      System.clearProperty("spark.master");
    }
  }

  @Test
  void contextOfAnApplicationIsNotUsedAfterItsEnd() {
    SparkAccess spark =
        SparkAccess.of(SparkSession.builder().sparkContext(context.sc()).getOrCreate());
    end.join();
    assertThatThrownBy(spark::context)
        .isInstanceOf(UserException.class)
        .hasMessage("Cannot train: the Spark context has stopped (start another one)");
  }

  @Test
  void jobsOfAStoppedContextCanBeCancelledAndClosed() {
    GroupJobs jobs = TinyTrials.jobs(context, "stopped", new NetworkTrainer());
    end.join();
    assertThatCode(
            () -> {
              jobs.cancel();
              jobs.close();
            })
        .doesNotThrowAnyException();
  }
}
