package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The descriptions of a sweep's jobs in Spark's UI. */
class JobDescriptionIT {
  private static final Queue<String> DESCRIPTIONS = new ConcurrentLinkedQueue<>();

  @TempDir private Path directory;

  /**
   * Created by Spark by name and notified of every job, of all of them by the end of the context.
   */
  public static final class Listener extends SparkListener {
    @Override
    public void onJobStart(SparkListenerJobStart job) {
      DESCRIPTIONS.add(job.properties().getProperty("spark.job.description"));
    }
  }

  @Test
  void everyGroupIsAJobThatNamesItsTrialsAndTheirPoints() {
    InProcess sweeps =
        InProcess.in(directory)
            .write(
                "sweep.conf",
                "sweep { name = a search, space { lambda = [0.001, 0.01], batch-size = [50, 100] } }");
    System.setProperty("spark.extraListeners", Listener.class.getName());
    try {
      assertThat(sweeps.run("run", sweeps.at("sweep.conf")).exitCode()).isZero();
    } finally {
      System.clearProperty("spark.extraListeners");
    }

    assertThat(DESCRIPTIONS)
        .containsExactly(
            "a search trial 1: lambda = 0.001, batch-size = 100, trial 3: lambda = 0.01, batch-size = 100",
            "a search trial 0: lambda = 0.001, batch-size = 50, trial 2: lambda = 0.01, batch-size = 50");
  }
}
