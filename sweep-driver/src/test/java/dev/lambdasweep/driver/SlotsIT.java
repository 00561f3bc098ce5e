package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The number of groups that train at the same time on the two threads of these tests. */
class SlotsIT {
  @TempDir private Path directory;
  private InProcess sweeps;

  @BeforeEach
  void writeASweepOfFourTrials() {
    sweeps =
        InProcess.in(directory)
            .write("sweep.conf", "sweep.space.lambda = [0, 0.1, 0.2, 0.3]\nexecution.fuse = 1\n");
  }

  @AfterEach
  void clear() {
    System.clearProperty("spark.default.parallelism");
    System.clearProperty("spark.task.cpus");
  }

  @Test
  void aGroupTrainsInEveryThread() {
    assertSlots(2);
  }

  @Test
  void defaultParallelismIsNotTheNumberOfSlots() {
    System.setProperty("spark.default.parallelism", "7");

    assertSlots(2);
  }

  @Test
  void taskOfTwoCoresHasTwoThreads() {
    System.setProperty("spark.task.cpus", "2");

    assertSlots(1);
  }

  /** What plan predicts is what run does. */
  private void assertSlots(int count) {
    String slots = count + (count == 1 ? " slot\n" : " slots\n");
    assertThat(sweeps.run("plan", sweeps.at("sweep.conf")).output()).contains(" on " + slots);
    assertThat(sweeps.run("run", sweeps.at("sweep.conf")).messages())
        .contains(": 4 of 4 trials to train, " + count + " at a time\n");
  }
}
