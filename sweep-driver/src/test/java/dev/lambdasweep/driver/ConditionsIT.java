package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where its conditions do not hold, a dimension is absent: no row has the value in the file. */
class ConditionsIT {
  @TempDir private static Path directory;
  private static InProcess sweeps;
  private static Ended ended;

  @BeforeAll
  static void searchTwoPenalties() {
    sweeps =
        InProcess.in(directory)
            .write(
                "two.conf",
                """
                training.lambda = 0.002
                sweep.space {
                  l2 = [lambda, half-lambda]
                  lambda { type = choice, values = [0, 0.001], when { l2 = lambda } }
                }
                """);
    ended = sweeps.run("run", sweeps.at("two.conf"));
  }

  @Test
  void rowsHaveNoValueOfAnInactiveDimension() {
    assertThat(ended.exitCode()).isZero();
    assertThat(
            sweeps.csv(
                "SELECT l2, lambda, parameters['lambda'] AS given FROM trials"
                    + " WHERE name = 'two' ORDER BY trial"))
        .containsExactly(
            "l2,lambda,given", "half-lambda,,", "lambda,0.0,0.0", "lambda,0.001,0.001");
    assertThat(sweeps.csv("SELECT count(*) AS n FROM points WHERE name = 'two' AND lambda IS NULL"))
        .containsExactly("n", "1");
  }

  @Test
  void tablesHaveEmptyCells() {
    List<String> lines = ended.output().lines().toList();

    assertThat(lines.get(0)).startsWith("rank  trial  lambda  l2           valid_accuracy");
    assertThat(lines).anyMatch(line -> line.matches(" +\\d +0 {10}half-lambda .*"));
    assertThat(ended.messages()).contains("trial 0: l2 = half-lambda: valid accuracy");
  }

  @Test
  void aRefinedSpaceKeepsTheConditions() {
    Ended refined =
        sweeps.run(
            "refine",
            sweeps.at("two.conf"),
            "--by-rule",
            "--from",
            "two",
            "sweep.name=refined",
            "sweep.sampler=random",
            "sweep.trials=6");

    assertThat(refined.exitCode()).isZero();
    assertThat(
            sweeps.csv(
                "SELECT DISTINCT l2, lambda IS NULL AS absent FROM trials"
                    + " WHERE name = 'refined' ORDER BY 1"))
        .containsExactly("l2,absent", "half-lambda,true", "lambda,false");
  }

  @Test
  void resumeReadsTheConditionsOfThePlan() {
    Ended resumed = sweeps.run("resume", "two", "--results", sweeps.at("results"));

    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.messages()).endsWith(": all trials have a row, nothing to train\n");
  }
}
