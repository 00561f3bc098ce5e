package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An extended search equals a search that was longer from the start. */
class ExtendIT {
  private static final String ROWS =
      "SELECT trial, repeat, seed, lambda, valid_accuracy, valid_loss, train_loss FROM trials WHERE name"
          + " = '%s' ORDER BY trial, repeat";

  @TempDir private static Path directory;
  private static InProcess sweeps;

  @BeforeAll
  static void searchShortAndLong() {
    String space =
        "sweep { repeats = 2, space.lambda = { type = log-uniform, low = 1e-4, high = 1e-1 } }\n";
    sweeps =
        InProcess.in(directory)
            .write("short.conf", space + "sweep.trials = 2")
            .write("long.conf", space + "sweep.trials = 5")
            .write(
                "sizes.conf",
                "sweep { trials = 2, space.training-images = { type = integers, low = 60, high = 300 } }")
            .write("failing.conf", "sweep.space.learning-rate = [10, 20, 30, 0.05]");
    assertThat(sweeps.run("run", sweeps.at("short.conf")).exitCode()).isZero();
    assertThat(sweeps.run("run", sweeps.at("long.conf")).exitCode()).isZero();
  }

  @Test
  void givesTheRowsOfALongerSearch() {
    Ended once = sweeps.run("extend", "short", "--trials", "2", "--results", sweeps.at("results"));
    Ended twice = sweeps.run("extend", "short", "--trials", "1", "--results", sweeps.at("results"));

    assertThat(once.exitCode()).isZero();
    assertThat(once.messages()).contains(": 4 of 8 trials to train, ");
    assertThat(twice.messages()).contains(": 2 of 10 trials to train, ");
    assertThat(sweeps.csv(ROWS.formatted("short")))
        .hasSize(11)
        .isEqualTo(sweeps.csv(ROWS.formatted("long")));
    assertThat(sweeps.files("results/sweeps/" + once.id()))
        .extracting(file -> Path.of(file).getFileName().toString())
        .containsExactly("plan-0.json", "plan-1.json", "plan-2.json");
    assertThat(sweeps.run("resume", "short", "--results", sweeps.at("results")).messages())
        .endsWith(": all trials have a row, nothing to train\n");
  }

  @Test
  void readsTheImagesThatNewPointsNeed() {
    assertThat(sweeps.run("run", sweeps.at("sizes.conf")).exitCode()).isZero();

    Ended extended =
        sweeps.run("extend", "sizes", "--trials", "2", "--results", sweeps.at("results"));

    assertThat(extended.exitCode()).isZero();
    List<String> sizes =
        sweeps.csv("SELECT DISTINCT training_images FROM trials WHERE name = 'sizes'");
    assertThat(sizes).hasSize(5);
  }

  @Test
  void aSweepWithTooManyFailuresStopsAndCanBeResumed() {
    Ended stopped =
        sweeps.run(
            "run", sweeps.at("failing.conf"), "execution.max-failed-trials=1", "execution.fuse=1");

    assertThat(stopped.exitCode()).isEqualTo(1);
    assertThat(stopped.messages())
        .containsPattern(
            "Stopped: [23] trials failed, more than execution.max-failed-trials = 1. [234] of 4"
                + " trials have a row. To train the others: scripts/sweep resume failing-");
    assertThat(stopped.messages()).doesNotContain("\tat ");
    Ended resumed = sweeps.run("resume", "failing", "--results", sweeps.at("results"));
    assertThat(resumed.exitCode()).isEqualTo(1);
    assertThat(sweeps.csv("SELECT count(*) FROM trials WHERE name = 'failing'"))
        .containsExactly("count(1)", "4");
  }
}
