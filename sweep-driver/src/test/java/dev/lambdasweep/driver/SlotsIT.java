package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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

  @Test
  void trialOfTwoCoresHasTwoThreads() {
    assertSlots(1, "execution.cpus-per-trial=2");
  }

  @Test
  void trialOfMoreCoresThanThereAreIsRefused() {
    String message =
        "Cannot train with execution.cpus-per-trial = 3: local[2] has 2 (set it to at most 2, or"
            + " give more with --master or --executor-cores)\n";
    for (String verb : List.of("plan", "run")) {
      InProcess.Ended ended =
          sweeps.run(verb, sweeps.at("sweep.conf"), "execution.cpus-per-trial=3");
      assertThat(ended.exitCode()).isEqualTo(2);
      assertThat(ended.messages()).isEqualTo(message);
    }
    assertThat(sweeps.files("results")).isEmpty();
  }

  @Test
  void amountsOfResourcesAreWholeNumbers() {
    InProcess.Ended ended =
        sweeps.run("plan", sweeps.at("sweep.conf"), "execution.resources.gpu=half");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.messages())
        .contains("must be a section { ... } of whole numbers of at least 1, such as { gpu = 1 }");
  }

  /** What plan predicts is what run does. */
  private void assertSlots(int count, String... settings) {
    String slots = count + (count == 1 ? " slot\n" : " slots\n");
    assertThat(run("plan", settings).output()).contains(" on " + slots);
    assertThat(run("run", settings).messages())
        .contains(": 4 of 4 trials to train, " + count + " at a time\n");
  }

  private InProcess.Ended run(String verb, String... settings) {
    return sweeps.run(
        Stream.concat(Stream.of(verb, sweeps.at("sweep.conf")), Stream.of(settings))
            .toArray(String[]::new));
  }
}
