package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points that are compared at rungs: the best third goes on, the others are stopped. */
class HalvingIT {
  private static final String SEARCH =
      """
      sweep { trials = 9, sampler = random, space {
        lambda = { type = log-uniform, low = 1e-4, high = 1e-1 }
        learning-rate = { type = log-uniform, low = 1e-3, high = 0.3 } } }
      training { updates = null, epochs = 9, learning-rate.schedule = constant }
      """;
  private static final String HALVING = "stopping { rule = halving, first = 1 }\n";
  private static final String ROWS =
      "SELECT trial, repeat, lambda, state, rung, epochs_run, valid_accuracy, valid_loss, train_loss FROM"
          + " trials WHERE sweep = '%s' ORDER BY trial, repeat";
  private static final String CURVES =
      "SELECT trial, repeat, update, epoch, learning_rate, train_loss, valid_loss, valid_accuracy FROM"
          + " curves WHERE sweep = '%s' ORDER BY trial, repeat, update";
  private static final String RUNGS =
      "SELECT trial, rung, epochs_run, valid_accuracy, valid_loss, kept FROM rungs WHERE sweep = '%s'"
          + " ORDER BY rung, trial";

  @TempDir private static Path directory;
  private static InProcess sweeps;
  private static Ended halved;
  private static Ended full;

  @BeforeAll
  static void search() {
    sweeps =
        InProcess.in(directory)
            .write("halved.conf", SEARCH + HALVING)
            .write("full.conf", SEARCH)
            .write(
                "learned.conf",
                SEARCH + HALVING + "sweep { trials = 8, batch = 4, sampler = tpe, repeats = 2 }");
    halved = sweeps.run("run", sweeps.at("halved.conf"));
    full = sweeps.run("run", sweeps.at("full.conf"));
  }

  @Test
  void theBestGoOnAndHaveTheNumbersOfFullTrainings() {
    assertThat(halved.exitCode()).isZero();
    assertThat(halved.messages())
        .contains("3 points go on to 3 epochs, 6 trials end\n", "\n13/13 trial ");
    // a full training shows at the end of its first and third epoch what the rungs compare
    String expected =
        "SELECT c.trial, 0 AS rung, epoch, valid_accuracy, valid_loss, rank() OVER (ORDER BY"
            + " valid_accuracy DESC, valid_loss, c.trial) <= 3 AS kept FROM curves c WHERE epoch = 1 AND"
            + " sweep = '%s' ORDER BY c.trial";
    List<String> rungs = sweeps.csv(RUNGS.formatted(halved.id()));
    assertThat(rungs).hasSize(1 + 9 + 3);
    assertThat(rungs.subList(1, 10))
        .isEqualTo(sweeps.csv(expected.formatted(full.id())).subList(1, 10));
    assertThat(
            sweeps.csv(
                "SELECT count(*) FROM rungs r JOIN curves c ON r.trial = c.trial AND c.sweep = '%s' AND"
                        .formatted(full.id())
                    + " c.epoch = 3 AND r.valid_loss = c.valid_loss WHERE r.rung = 1 AND r.sweep = '%s'"
                        .formatted(halved.id())))
        .containsExactly("count(1)", "3");
    String complete = "SELECT trial, valid_loss, train_loss FROM trials WHERE sweep = '%s' AND ";
    assertThat(sweeps.csv((complete + "state = 'COMPLETE'").formatted(halved.id())))
        .hasSize(2)
        .isEqualTo(
            sweeps.csv(
                (complete
                        + "trial = (SELECT trial FROM trials WHERE sweep = '%s' AND rung IS NULL)")
                    .formatted(full.id(), halved.id())));
  }

  @Test
  void trainingsThatContinueHaveTheCurvesOfFullTrainings() {
    String curve =
        "SELECT c.trial, c.update, c.epoch, c.learning_rate, c.train_loss, c.valid_loss FROM curves c"
            + " JOIN trials t ON t.sweep = '%s' AND t.trial = c.trial AND t.state = 'COMPLETE'"
                .formatted(halved.id())
            + " WHERE c.sweep = '%s' ORDER BY c.update";
    assertThat(sweeps.csv(curve.formatted(halved.id())))
        .hasSize(1 + 9)
        .isEqualTo(sweeps.csv(curve.formatted(full.id())));
  }

  @Test
  void rowsSayWhetherTheirTrainingContinued() {
    assertThat(
            sweeps.csv(
                "SELECT rung, min(carried_seconds) > 0, max(carried_seconds - train_seconds - evaluate_seconds)"
                    + " < 0 FROM trials WHERE sweep = '%s' GROUP BY 1 ORDER BY 1 NULLS LAST"
                        .formatted(halved.id())))
        .containsExactly(
            "rung,(min(carried_seconds) > 0),(max(((carried_seconds - train_seconds) - evaluate_seconds)) < 0)",
            "0,false,true",
            "1,true,true",
            ",true,true");
  }

  @Test
  void stoppedTrialsKeepFiguresAndCurvesAndDoNotRank() {
    assertThat(
            sweeps.csv(
                "SELECT t.state, t.rung, count(DISTINCT t.trial), count(c.update), max(c.epoch) FROM trials t"
                    + " JOIN curves c ON t.sweep = c.sweep AND t.trial = c.trial WHERE t.sweep = '%s' GROUP"
                        .formatted(halved.id())
                    + " BY 1, 2 ORDER BY 2"))
        .containsExactly(
            "state,rung,count(DISTINCT trial),count(update),max(epoch)",
            "COMPLETE,,1,9,9.0",
            "STOPPED,0,6,6,1.0",
            "STOPPED,1,2,6,3.0");
    assertThat(
            sweeps.csv(
                "SELECT sum(n), sum(stopped), sum(failed) FROM points WHERE sweep = '%s'"
                    .formatted(halved.id())))
        .containsExactly("sum(n),sum(stopped),sum(failed)", "1,8,0");
    assertThat(halved.output()).contains("STOPPED at rung 1\n", "STOPPED at rung 0\n");
    assertThat(halved.output()).doesNotContain("cannot be distinguished");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4})
  void givesTheSameRowsWhenKilledBetweenOrInsideRungs(int commits) throws IOException {
    String results = "killed-" + commits;
    forget(halved.id(), results, commits);

    Ended resumed = sweeps.run("resume", halved.id(), "--results", sweeps.at(results));

    assertThat(resumed.exitCode()).isZero();
    for (String query : List.of(ROWS, CURVES, RUNGS)) {
      assertThat(csv(query.formatted(halved.id()), results))
          .isEqualTo(sweeps.csv(query.formatted(halved.id())));
    }
    assertThat(sweeps.run("resume", halved.id(), "--results", sweeps.at(results)).messages())
        .endsWith(": all trials have a row, nothing to train\n");
  }

  @Test
  void anExtensionIsComparedByItself() throws IOException {
    FileUtils.copyDirectory(
        directory.resolve("results").toFile(), directory.resolve("extended").toFile());
    Ended extended =
        sweeps.run("extend", halved.id(), "--trials", "3", "--results", sweeps.at("extended"));

    assertThat(extended.messages()).contains("1 point goes on to 9 epochs, 2 trials end\n");
    List<String> rows = csv(ROWS.formatted(halved.id()), "extended");
    assertThat(rows).hasSize(1 + 12);
    assertThat(rows.subList(0, 10)).isEqualTo(sweeps.csv(ROWS.formatted(halved.id())));
  }

  @Test
  void generationsThatLearnAreHalvedEach() throws IOException {
    Ended learned = sweeps.run("run", sweeps.at("learned.conf"));
    assertThat(learned.exitCode()).isZero();
    // of four points with two repeats, one goes on at once to the full length
    assertThat(learned.messages()).contains("1 point goes on to 9 epochs, 6 trials end\n");
    assertThat(
            sweeps.csv(
                "SELECT state, count(*) FROM trials WHERE sweep = '%s' GROUP BY 1 ORDER BY 1"
                    .formatted(learned.id())))
        .containsExactly("state,count(1)", "COMPLETE,4", "STOPPED,12");
    String results = "learned-again";
    forget(learned.id(), results, 5);

    sweeps.run("resume", learned.id(), "--results", sweeps.at(results));

    assertThat(csv(ROWS.formatted(learned.id()), results))
        .isEqualTo(sweeps.csv(ROWS.formatted(learned.id())));
  }

  @Test
  void planShowsTheRungsAndTheirCost() {
    assertThat(sweeps.run("plan", sweeps.at("halved.conf")).output())
        .contains(
            """
            trials that train: 9 for 1 epoch, 3 for 3 epochs, 1 for 9 epochs
            9 trials cost as much as 2.33 full trainings
            """);
  }

  @Test
  void refusesLengthsThatCannotBeCompared() {
    assertThat(sweeps.run("run", sweeps.at("halved.conf"), "epochs=1"))
        .isEqualTo(
            new Ended(
                2,
                "",
                "Cannot compare trainings of 1 epoch at rungs: stopping.first = 1, must be less (train"
                    + " longer, lower it, or set stopping.rule = none)\n"));
    Ended mixed =
        sweeps.run(
            "run", sweeps.at("halved.conf"), "updates=12", "sweep.space.batch-size=[50,100]");
    assertThat(mixed.exitCode()).isEqualTo(2);
    assertThat(mixed.messages())
        .matches(
            "Cannot compare trainings at rungs: trial 0 trains for [24] epochs, and trial \\d for [24]"
                + " epochs \\(set a length that is the same for all of them, such as training.epochs, or"
                + " set stopping.rule = none\\)\n");
    assertThat(sweeps.run("run", sweeps.at("halved.conf"), "sweep.space.epochs=[3,9]"))
        .isEqualTo(
            new Ended(
                2,
                "",
                """
                Cannot read %s: 1 problem
                  %s:10: invalid stopping.rule: halving, must be none where training.epochs is searched, on which the length of a training depends
                (fix it and try again)
                """
                    .formatted(sweeps.at("halved.conf"), sweeps.at("halved.conf"))));
  }

  /** Copies the results as they were after some commits of a sweep; later parts are not planned. */
  private static void forget(String id, String results, int commits) throws IOException {
    Path copy = directory.resolve(results);
    FileUtils.copyDirectory(directory.resolve("results").toFile(), copy.toFile());
    for (String file : sweeps.files(results)) {
      Path path = Path.of(file);
      String name = path.getFileName().toString();
      boolean isLater =
          name.matches("\\d{6}-.*") && Integer.parseInt(name.substring(0, 6)) > commits;
      boolean isLaterPlan = name.matches("plan-[1-9].*");
      if (file.contains(id) && (isLater || isLaterPlan)) {
        Files.delete(path);
      }
    }
  }

  private static List<String> csv(String query, String results) {
    return sweeps
        .run("sql", "--results", sweeps.at(results), "--format", "csv", query)
        .output()
        .lines()
        .toList();
  }
}
