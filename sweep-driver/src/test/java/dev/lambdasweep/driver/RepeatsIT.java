package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.driver.InProcess.Ended;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points that are trained several times: their means, and which differences are significant. */
class RepeatsIT {
  /** The 0.975 quantile of Student's t with 2 degrees of freedom, from a printed table. */
  private static final double T = 4.3027;

  @TempDir private static Path directory;
  private static InProcess sweeps;
  private static Ended ended;

  @BeforeAll
  static void searchThreeRatesOfWhichOneIsTooSlowAndOneDiverges() {
    sweeps =
        InProcess.in(directory)
            .write("rates.conf", "sweep { repeats = 3, space.learning-rate = [1e-7, 0.05, 10] }")
            .write("next.conf", "sweep.trials = 4");
    ended = sweeps.run("run", sweeps.at("rates.conf"));
  }

  @Test
  void tableHasOneLinePerPoint() {
    List<String> lines = ended.output().lines().toList();

    assertThat(lines.get(0))
        .matches(
            "rank +trial +learning_rate +n +valid_accuracy +± valid +sd +valid_loss"
                + " +train_accuracy +p +tied +seconds +state");
    assertThat(lines.get(2)).matches(" +1 +1 +0\\.05 +3 .* +\\* +\\d+\\.\\d +COMPLETE");
    assertThat(lines.get(3)).matches(" +2 +0 +1e-7 +3 .* +\\d+\\.\\d +COMPLETE");
    assertThat(lines.get(4)).matches(" +2 +10 +0 +\\d+\\.\\d +FAILED DIVERGED");
    assertThat(ended.output())
        .contains("± is half the 95 % confidence interval of the mean over n repeats")
        .contains("level 0.05 (paired t-test over repeats; 1 comparison)")
        .doesNotContain("another seed");
  }

  @Test
  void showPrintsOneLinePerTrialOnRequest() {
    Ended trials = sweeps.run("show", "rates", "--trials", "--results", sweeps.at("results"));

    assertThat(
            trials.output().lines().filter(line -> line.matches(" +[12] +[01] +[012] .*COMPLETE")))
        .hasSize(6);
    assertThat(trials.output().lines().filter(line -> line.endsWith("FAILED DIVERGED"))).hasSize(3);
  }

  @Test
  void viewPointsHasMeanSpreadAndInterval() {
    double[] accuracies =
        sweeps.csv("SELECT valid_accuracy FROM trials WHERE name = 'rates' AND trial = 1").stream()
            .skip(1)
            .mapToDouble(Double::parseDouble)
            .toArray();
    double mean = DoubleStream.of(accuracies).sum() / 3;
    double sd = Math.sqrt(DoubleStream.of(accuracies).map(a -> (a - mean) * (a - mean)).sum() / 2);
    assertThat(accuracies).hasSize(3);
    assertThat(sd).isPositive();

    List<String> points =
        sweeps.csv(
            "SELECT trial, learning_rate, n, failed, valid_accuracy_mean, valid_accuracy_sd,"
                + " valid_accuracy_low, valid_accuracy_high, test_loss_mean FROM points WHERE name ="
                + " 'rates' ORDER BY trial");
    double[] point =
        List.of(points.get(2).split(",", -1)).subList(0, 8).stream()
            .mapToDouble(Double::parseDouble)
            .toArray();
    assertThat(point)
        .containsExactly(
            new double[] {
              1, 0.05, 3, 0, mean, sd, mean - T * sd / Math.sqrt(3), mean + T * sd / Math.sqrt(3)
            },
            within(2e-5));
    assertThat(points.get(3)).isEqualTo("2,10.0,0,3,,,,,");
    assertThat(sweeps.csv("SELECT * FROM points WHERE name = 'rates'")).hasSize(4);
  }

  @Test
  void refineByRuleSpansWhatCannotBeDistinguishedFromTheBest() {
    sweeps.write("ties.conf", "sweep { space.lambda = [0, 1e-9, 2e-9, 5] }");
    assertThat(sweeps.run("run", sweeps.at("ties.conf")).exitCode()).isZero();

    Ended refined = sweeps.run("refine", sweeps.at("next.conf"), "--from", "ties");
    Ended alone = sweeps.run("refine", sweeps.at("next.conf"), "--from", "ties", "refine.level=1");

    assertThat(refined.exitCode()).isZero();
    assertThat(refined.messages())
        .startsWith("3 points of ties-")
        .contains(
            " cannot be distinguished from the best at level 0.05; the refined space spans them"
                + " (set refine.level=1 to span only the best).\n");
    assertThat(alone.messages()).doesNotContain("cannot be distinguished");
  }
}
