package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A diverging trial is one failed row and affects nothing else. */
class DivergedTrialIT {
  private static final String FIGURES =
      "train_accuracy, valid_accuracy, valid_accuracy_se, train_loss, valid_loss, train_cost, valid_cost";

  @TempDir private static Path directory;
  private static InProcess sweeps;
  private static Ended ended;
  private static Ended shown;

  @BeforeAll
  static void searchRatesOfWhichOneDiverges() {
    sweeps =
        InProcess.in(directory)
            .write("rates.conf", "sweep.space.learning-rate = [0.01, 10, 0.05]")
            .write("alone.conf", "sweep.space.learning-rate = [0.01, 0.05]")
            .write("failed.conf", "sweep.space.learning-rate = [10]")
            .write("next.conf", "");
    ended = sweeps.run("run", sweeps.at("rates.conf"));
    shown = sweeps.run("show", "rates", "--results", sweeps.at("results"));
  }

  @Test
  void exitCodeShowsThatATrialFailed() {
    assertThat(ended.exitCode()).isEqualTo(1);
  }

  @Test
  void tableShowsItLastAndWithoutRank() {
    List<String> lines = ended.output().lines().toList();
    assertThat(lines.subList(2, 4))
        .allMatch(line -> line.matches(" +[12] +[02] +0\\.0[15] .* COMPLETE"));
    assertThat(lines.get(4)).matches(" +1 +10 +\\d+\\.\\d  FAILED DIVERGED");
    assertThat(shown.exitCode()).isZero();
    assertThat(shown.output()).endsWith("\n\n" + String.join("\n", lines.subList(0, 8)) + "\n");
  }

  @Test
  void messagesReportIt() {
    assertThat(ended.messages())
        .containsPattern(
            "(?m)^\\d/3 trial 1: learning-rate = 10: DIVERGED, a loss or weight was not finite"
                + " after \\d+ updates$")
        .containsPattern(
            "(?m)^Trial 1 failed: a loss or weight was not finite after \\d+ updates$");
  }

  @Test
  void itsFiguresAreNull() {
    assertThat(
            sweeps.csv(
                "SELECT state, fail_reason, %s FROM trials WHERE name = 'rates' AND trial = 1"
                    .formatted(FIGURES)))
        .element(1)
        .isEqualTo("FAILED,DIVERGED,,,,,,,");
  }

  @Test
  void theOtherTrialsAreUnaffected() {
    assertThat(sweeps.run("run", sweeps.at("alone.conf")).exitCode()).isZero();

    String rows = "SELECT learning_rate, %s FROM trials WHERE name = '%s' AND state = 'COMPLETE'";
    String order = " ORDER BY learning_rate";
    List<String> alone = sweeps.csv(rows.formatted(FIGURES, "alone") + order);
    assertThat(alone).hasSize(3).noneMatch(line -> line.contains(",,"));
    assertThat(sweeps.csv(rows.formatted(FIGURES, "rates") + order)).isEqualTo(alone);
  }

  @Test
  void resumeRetriesItOnlyOnRequest() {
    Ended resumed = sweeps.run("resume", "rates", "--results", sweeps.at("results"));
    assertThat(resumed.exitCode()).isEqualTo(1);
    assertThat(resumed.messages())
        .isEqualTo(ended.id() + ": all trials have a row, nothing to train\n");

    Ended retried =
        sweeps.run("resume", "rates", "--results", sweeps.at("results"), "--retry-failed");
    assertThat(retried.exitCode()).isEqualTo(1);
    assertThat(retried.messages())
        .startsWith(ended.id() + ": 1 of 3 trials to train, 1 at a time\n");
    assertThat(retried.output().lines().filter(line -> line.endsWith("FAILED DIVERGED")))
        .hasSize(1);
  }

  @Test
  void noSweepContinuesFromOneInWhichAllFailed() {
    Ended failed = sweeps.run("run", sweeps.at("failed.conf"));
    assertThat(failed.exitCode()).isEqualTo(1);
    List<String> before = sweeps.files("results");

    for (String verb : List.of("final", "refine")) {
      assertThat(sweeps.run(verb, sweeps.at("next.conf"), "--from", "failed"))
          .isEqualTo(
              new Ended(
                  2,
                  "",
                  "Cannot continue from %s: none of its trials is COMPLETE (scripts/sweep show %s shows why)%n"
                      .formatted(failed.id(), failed.id())));
    }
    assertThat(sweeps.files("results")).isEqualTo(before);
  }
}
