package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points that are trained on each fold of a cross-validation, from the search to the final. */
class FoldsIT {
  private static final String ROWS =
      "SELECT trial, repeat, fold, seed, train_rows, valid_rows, lambda, valid_accuracy,"
          + " valid_loss, train_loss FROM trials WHERE name = '%s' ORDER BY trial, repeat, fold";

  @TempDir private static Path directory;
  private static InProcess sweeps;
  private static Ended ended;

  @BeforeAll
  static void searchTwoPointsOnThreeFolds() {
    String folds = "data.validation { rows = null, folds = 3 }\n";
    sweeps =
        InProcess.in(directory)
            .write(
                "folds.conf",
                folds
                    + "sweep { repeats = 2, trials = 2, space.lambda { type = log-uniform, low ="
                    + " 1e-4, high = 1 } }")
            .write("next.conf", folds + "sweep.trials = 1");
    ended = sweeps.run("run", sweeps.at("folds.conf"));
  }

  @Test
  void everyPointIsTrainedOnEachFoldOfEachRepeat() {
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.messages())
        .contains(": 12 of 12 trials to train, ")
        .contains(", 266 to 267 training and 133 to 134 validation images in each of 3 folds\n");
    List<String> keys =
        sweeps.csv("SELECT trial, repeat, fold FROM trials WHERE name = 'folds' ORDER BY ALL");
    assertThat(keys)
        .containsExactly(
            "trial,repeat,fold",
            "0,0,0",
            "0,0,1",
            "0,0,2",
            "0,1,0",
            "0,1,1",
            "0,1,2",
            "1,0,0",
            "1,0,1",
            "1,0,2",
            "1,1,0",
            "1,1,1",
            "1,1,2");
    // each of the 400 images is validated on once, and a repeat has one seed
    assertThat(
            sweeps.csv(
                "SELECT repeat, sum(valid_rows) AS valid, min(train_rows + valid_rows) AS least,"
                    + " max(train_rows + valid_rows) AS most, count(DISTINCT seed) AS seeds FROM"
                    + " trials WHERE name = 'folds' AND trial = 1 GROUP BY 1 ORDER BY 1"))
        .containsExactly("repeat,valid,least,most,seeds", "0,400,400,400,1", "1,400,400,400,1");
    assertThat(
            sweeps.csv(
                "SELECT count(*), count(DISTINCT fold), count(DISTINCT trial, repeat, fold) FROM"
                    + " curves WHERE name = 'folds' AND epoch > 8"))
        .hasSize(2)
        .last()
        .asString()
        .endsWith(",3,12");
  }

  @Test
  void theTableComparesPointsByTheCorrectedTest() {
    List<String> lines = ended.output().lines().toList();
    assertThat(lines.get(0)).startsWith("rank  trial ").doesNotContain("fold", "repeat");
    assertThat(lines.get(2)).matches(" +1 +[01] +\\S+ +6 .* COMPLETE");
    assertThat(ended.output())
        .contains(
            "± is half the 95 % confidence interval of the mean over folds (Student's t, with the"
                + " variance of Nadeau and Bengio).")
        .contains(
            "level 0.05 (corrected resampled t-test over folds, Nadeau and Bengio 2003; 1"
                + " comparison)")
        .doesNotContain("differences between seeds");
    Ended trials = sweeps.run("show", "folds", "--trials", "--results", sweeps.at("results"));
    assertThat(trials.output().lines().toList().get(3))
        .matches("rank +trial +repeat +fold +lambda +valid_accuracy .*");
    assertThat(trials.output().lines().filter(line -> line.matches(" +[12] +[01] +[01] +[012] .*")))
        .hasSize(12);
  }

  @Test
  void theViewPointsHasTheMeanOverAllAndTheIntervalOverFolds() {
    // t = 4.30265 at 2 degrees of freedom; 400 validation rows per 800 training rows
    List<String> expected =
        sweeps.csv(
            "WITH f AS (SELECT trial, fold, avg(valid_loss) AS loss FROM trials WHERE name ="
                + " 'folds' GROUP BY ALL) SELECT trial, 6 AS n, round(avg(loss), 4) AS mean,"
                + " round(stddev(loss), 4) AS sd, round(avg(loss) - 4.3026527 * stddev(loss) *"
                + " sqrt(1/3 + 400/800), 3) AS low FROM f GROUP BY trial ORDER BY trial");
    assertThat(
            sweeps.csv(
                "SELECT trial, n, round(valid_loss_mean, 4) AS mean, round(valid_loss_sd, 4) AS"
                    + " sd, round(valid_loss_low, 3) AS low FROM points WHERE name = 'folds' ORDER"
                    + " BY trial"))
        .isEqualTo(expected);
  }

  @Test
  void theNumbersAreTheSameAloneInGroupsAndAfterAResumption() throws IOException {
    List<String> once = sweeps.csv(ROWS.formatted("folds"));
    assertThat(
            sweeps
                .run("run", sweeps.at("folds.conf"), "sweep.name=alone", "execution.fuse=1")
                .exitCode())
        .isZero();
    assertThat(sweeps.csv(ROWS.formatted("alone"))).isEqualTo(once);

    Ended cut = sweeps.run("run", sweeps.at("folds.conf"), "sweep.name=cut", "execution.fuse=1");
    for (String file : sweeps.files("results/trials/sweep=" + cut.id())) {
      String kept =
          Files.readAllLines(Path.of(file)).stream()
              .filter(row -> !row.contains("\"trial\":1,\"repeat\":0,\"fold\":2,"))
              .map(row -> row + "\n")
              .collect(Collectors.joining());
      Files.writeString(Path.of(file), kept);
    }
    Ended shown = sweeps.run("show", "cut", "--results", sweeps.at("results"));
    assertThat(shown.output())
        .contains(", 11 of 12 trials have ended\n")
        .contains(" 5 of 6 COMPLETE\n");
    Ended resumed = sweeps.run("resume", "cut", "--results", sweeps.at("results"));
    assertThat(resumed.messages()).contains(": 1 of 12 trials to train, ");
    assertThat(sweeps.csv(ROWS.formatted("cut"))).isEqualTo(once);
  }

  @Test
  void aLongerSearchHasTheSameTrials() {
    assertThat(
            sweeps
                .run("run", sweeps.at("folds.conf"), "sweep.name=short", "sweep.trials=1")
                .exitCode())
        .isZero();
    Ended extended =
        sweeps.run("extend", "short", "--trials", "1", "--results", sweeps.at("results"));
    assertThat(extended.messages()).contains(": 6 of 12 trials to train, ");
    assertThat(sweeps.csv(ROWS.formatted("short"))).isEqualTo(sweeps.csv(ROWS.formatted("folds")));
  }

  @Test
  void refineKeepsTheFoldsAndFinalTrainsOnTheFirst() {
    Ended refined =
        sweeps.run("refine", sweeps.at("next.conf"), "--from", "folds", "sweep.name=fine");
    assertThat(refined.exitCode()).isZero();
    assertThat(sweeps.csv("SELECT count(*), max(fold) FROM trials WHERE name = 'fine'"))
        .containsExactly("count(1),max(fold)", "3,2");

    Ended last = sweeps.run("final", sweeps.at("next.conf"), "--from", "fine", "sweep.name=last");
    assertThat(last.exitCode()).isZero();
    assertThat(last.messages())
        .contains(", 266 training and 134 validation images\n")
        .contains("/" + last.id() + "/0-0.safetensors");
    assertThat(
            sweeps.csv(
                "SELECT trial, repeat, fold, train_rows, valid_rows, test_accuracy IS NOT NULL AS"
                    + " tested FROM trials WHERE name = 'last'"))
        .containsExactly("trial,repeat,fold,train_rows,valid_rows,tested", "0,0,0,266,134,true");
  }

  @Test
  void planShowsTheFolds() {
    Ended plan = sweeps.run("plan", sweeps.at("folds.conf"), "--slots", "2", "execution.fuse=1");
    assertThat(plan.output().lines().limit(4))
        .startsWith(
            "sampler: sobol, since there are at most 20 trials, too few to learn from",
            "folds: 2 points, 12 trials in 12 groups, 6 waves on 2 slots",
            "wave  group  trial  repeat  fold  point")
        .last()
        .asString()
        .matches("   1      0      0       0     0  lambda = \\S+");
  }

  @Test
  void thePageSaysOnHowManyFoldsEachPointWasTrained() throws IOException {
    String file = sweeps.at("folds.html");
    sweeps.run("report", "folds", "--results", sweeps.at("results"), "--out", file);
    assertThat(Files.readString(Path.of(file)))
        .contains("2 points, each trained 2 times on each of 3 folds, ")
        .containsPattern("95 % interval \\S+ to \\S+, 3 folds\\)");
  }

  @Test
  void refusesFoldsThatTheRowsDoNotAllow() {
    assertThat(sweeps.run("run", sweeps.at("folds.conf"), "data.validation.folds=401"))
        .isEqualTo(
            new Ended(
                2,
                "",
                "Cannot divide 400 rows of CIFAR-10 in "
                    + sweeps.at("images")
                    + " into 401 folds: there must be at least one row in each (set"
                    + " data.validation.folds to at most 400)\n"));
    assertThat(sweeps.run("run", sweeps.at("folds.conf"), "training-images=267"))
        .isEqualTo(
            new Ended(
                2,
                "",
                "Cannot train on 267 rows of CIFAR-10 in "
                    + sweeps.at("images")
                    + ": without those of a fold there are 266 (set data.training-images to at"
                    + " most that, or use more folds)\n"));
    assertThat(
            sweeps.run(
                "run",
                sweeps.at("folds.conf"),
                "sweep.space.lambda=null",
                "sweep.points=[{validation-rows=50},{}]"))
        .isEqualTo(
            new Ended(
                2,
                "",
                "Cannot train at validation-rows = 50: it replaces data.validation.folds = 3, which"
                    + " is for all points (set only one of them)\n"));
    assertThat(sweeps.run("run", sweeps.at("folds.conf"), "sweep.trials=50000"))
        .isEqualTo(
            new Ended(
                2,
                "",
                "Cannot train 50000 points 6 times each: a sweep may have at most 200000 trials,"
                    + " not 300000 (use fewer points, or a smaller sweep.repeats or"
                    + " data.validation.folds)\n"));
  }
}
