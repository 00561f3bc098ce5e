package dev.lambdasweep.driver.runner;

import static dev.lambdasweep.driver.trial.SmallSweep.DATA;
import static dev.lambdasweep.driver.trial.SmallSweep.HOST;
import static dev.lambdasweep.driver.trial.SmallSweep.config;
import static dev.lambdasweep.driver.trial.SmallSweep.resolved;
import static dev.lambdasweep.driver.trial.SmallSweep.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.DivergedException;
import dev.lambdasweep.core.trainer.StoppedException;
import dev.lambdasweep.core.trainer.TrialContext;
import dev.lambdasweep.core.trainer.UnfitMachineException;
import dev.lambdasweep.driver.network.NetworkLike;
import dev.lambdasweep.driver.network.NetworkTrainer;
import dev.lambdasweep.driver.trial.Checkpoint;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.RowOutcomes;
import dev.lambdasweep.driver.trial.Rung;
import dev.lambdasweep.driver.trial.RunningTrial;
import dev.lambdasweep.driver.trial.SmallSweep;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialHost;
import dev.lambdasweep.driver.trial.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialRunnerTest {
  private static final Map<String, Double> MEASURED =
      Map.of("valid_accuracy", 0.5, "valid_loss", 2.0, "valid_cost", 2.5);

  private static final TrialData SEARCH = new TrialData(DATA, List.of());

  private final List<Integer> sizes = new ArrayList<>();

  @Test
  void figureWithoutANameOrAValueIsAnError() {
    Doing careless =
        trials -> {
          Map<String, Double> figures = new HashMap<>();
          figures.put("valid_accuracy", null);
          trials.get(0).figures(figures);
        };
    assertThat(only(careless).ending().error())
        .isEqualTo(
            "java.lang.IllegalArgumentException: Invalid metric valid_accuracy: null, must be set");
  }

  @Test
  void trainerCannotSayThatSparkFailed() {
    Doing confused = trials -> trials.get(0).fail(Ending.failed(Ending.Cause.LOST, "gone"));
    assertThat(only(confused).ending().error())
        .isEqualTo(
            "java.lang.IllegalArgumentException: Invalid cause: LOST, must be one of [DIVERGED,"
                + " ERROR, TIMEOUT]");
  }

  @Test
  void messageIsItsFirstLine() {
    Doing wordy =
        trials -> {
          throw new DivergedException("\nthe loss is infinite\nafter 3 steps");
        };
    assertThat(only(wordy).ending().error()).isEqualTo("the loss is infinite");
  }

  @Test
  void keepsTheLastModelAndOnlyWhereThereAreTestRows() {
    Doing saving =
        trials -> {
          new NetworkTrainer().trainTogether(trials);
          trials.get(0).model(new byte[] {1});
          trials.get(0).model(new byte[] {2});
        };
    TrialRunner runner = new TrialRunner(saving);
    assertThat(runner.train(group(0), SEARCH, HOST).get(0).files()).isEmpty();
    TrialData tested = new TrialData(DATA, List.of(SmallSweep.TEST));
    assertThat(runner.train(group(0), tested, HOST).get(0).files())
        .containsExactly(Map.entry("0-1.safetensors", new byte[] {2}));
  }

  @Test
  void keepsFilesOnlyWhereThereAreTestRows() {
    Doing keeping =
        trials -> {
          trials.get(0).keep("trees/first_tree.json", new byte[] {3});
          trials.get(0).report(1, MEASURED);
        };
    TrialRunner runner = new TrialRunner(keeping);
    assertThat(runner.train(group(0), SEARCH, HOST).get(0).files()).isEmpty();
    TrialData tested = new TrialData(DATA, List.of(SmallSweep.TEST));
    assertThat(runner.train(group(0), tested, HOST).get(0).files())
        .containsExactly(Map.entry("0-1/trees/first_tree.json", new byte[] {3}));
    Doing escaping = trials -> trials.get(0).keep("../other", new byte[] {3});
    assertThat(only(escaping).ending().error())
        .isEqualTo(
            "java.lang.IllegalArgumentException: Invalid name: ../other, must be letters, digits,"
                + " dots, dashes and underscores, at most 100 in each part, and begin with a letter"
                + " or digit");
    Doing twice =
        trials -> {
          trials.get(0).keep("trees", new byte[] {3});
          trials.get(0).keep("trees/first", new byte[] {3});
        };
    assertThat(
            new TrialRunner(twice).train(group(0), tested, HOST).get(0).result().ending().error())
        .isEqualTo(
            "java.lang.IllegalArgumentException: Invalid name: trees/first, must not be both a file"
                + " and a folder");
  }

  @Test
  void rowHasTheLogHoweverTheTrialEnded() {
    Doing talking =
        trials -> {
          trials.get(0).log("step 1");
          trials.get(0).log("step 2");
          throw new IllegalStateException("no luck");
        };
    assertThat(only(talking).execution().log()).isEqualTo("step 1\nstep 2");
    Doing finishing =
        trials -> {
          trials.get(0).log("a warning");
          trials.get(0).report(1, MEASURED);
        };
    assertThat(only(finishing).execution().log()).isEqualTo("a warning");
  }

  @Test
  void scratchDirectoryIsEmptyAndRemovedAtTheEnd() {
    List<Path> seen = new ArrayList<>();
    Doing writing =
        trials -> {
          Path scratch = trials.get(0).scratch();
          assertThat(scratch).isEmptyDirectory();
          assertThat(trials.get(0).scratch()).isEqualTo(scratch);
          Files.createDirectories(scratch.resolve("deep/er"));
          Files.writeString(scratch.resolve("deep/er/file"), "content");
          Files.createSymbolicLink(scratch.resolve("link"), Path.of("/"));
          seen.add(scratch);
          trials.get(0).report(1, MEASURED);
        };
    assertThat(only(writing).ending()).isEqualTo(Ending.COMPLETE);
    assertThat(seen.get(0)).doesNotExist();
  }

  @Test
  void machineThatCannotTrainIsNotTheTrialsFault() {
    Doing missing =
        trials -> {
          throw new UnfitMachineException("Cannot run python3 on host-1", new IOException("none"));
        };
    assertThatThrownBy(() -> only(missing))
        .isInstanceOf(UnfitMachineException.class)
        .hasMessage("Cannot run python3 on host-1");
  }

  @Test
  void reportsArePassedOnWhileTraining() {
    List<RunningTrial.Report> live = new ArrayList<>();
    Doing reporting =
        trials -> {
          trials.get(0).report(3, MEASURED);
          assertThat(live).containsExactly(new RunningTrial.Report(0, 1, 0, 3, MEASURED));
        };
    TrialHost host =
        new TrialHost(SmallSweep.PLACE, 3, Map.of(), HOST.scratch(), live::add, () -> {});
    TrainedTrial trained = new TrialRunner(reporting).train(group(0), SEARCH, host).get(0);
    assertThat(trained.result().ending()).isEqualTo(Ending.COMPLETE);
  }

  @Test
  void passesOnTheTrainersResults() {
    List<TrainedTrial> trained = new TrialRunner(throwingAt()).train(group(0, 1, 2), SEARCH, HOST);
    assertThat(outcomes(trained)).isEqualTo(outcomes(plain(group(0, 1, 2))));
    assertThat(sizes).containsExactly(3);
  }

  @Test
  void trialThatThrowsFailsNoOtherOfItsGroup() {
    List<TrainedTrial> trained = new TrialRunner(throwingAt(1)).train(group(0, 1, 2), SEARCH, HOST);
    List<Ending> undisturbed = outcomes(plain(group(0, 1, 2)));
    assertThat(outcomes(trained))
        .containsExactly(
            undisturbed.get(0),
            Ending.failed(Ending.Cause.ERROR, "java.lang.IllegalStateException: no luck with 1"),
            undisturbed.get(2));
    assertThat(trained.stream().map(one -> one.result().trial().number())).containsExactly(0, 1, 2);
    assertThat(sizes).containsExactly(3, 1, 1, 1);
  }

  @Test
  void trialAloneThatThrowsIsTrainedOnce() {
    List<TrainedTrial> trained = new TrialRunner(throwingAt(4)).train(group(4), SEARCH, HOST);
    assertThat(outcomes(trained))
        .containsExactly(
            Ending.failed(Ending.Cause.ERROR, "java.lang.IllegalStateException: no luck with 4"));
    assertThat(sizes).containsExactly(1);
  }

  @Test
  void errorsOfATrainingsCodeAreRowsToo() {
    for (Error error :
        List.of(
            new StackOverflowError(),
            new OutOfMemoryError("Java heap space"),
            new AssertionError("no"),
            new LinkageError("no"))) {
      Doing failing =
          trials -> {
            throw error;
          };
      assertThat(outcomes(new TrialRunner(failing).train(group(0), SEARCH, HOST)))
          .containsExactly(Ending.failed(Ending.Cause.ERROR, error.toString()));
    }
  }

  @Test
  void longMessageIsCut() {
    Doing wordy =
        trials -> {
          throw new IllegalStateException("x".repeat(1000));
        };
    Ending failed = outcomes(new TrialRunner(wordy).train(group(0), SEARCH, HOST)).get(0);
    assertThat(failed.error()).startsWith("java.lang.IllegalStateException: xxx").hasSize(500);
  }

  @Test
  void trainerThatReportsNothingIsAnError() {
    Doing silent = trials -> {};
    assertThat(outcomes(new TrialRunner(silent).train(group(0), SEARCH, HOST)))
        .containsExactly(
            Ending.failed(Ending.Cause.ERROR, "the trainer reported no value of valid_accuracy"));
  }

  @Test
  void lastReportOfEachMetricIsATrialsFigureUnlessTheTrainerSetsSome() {
    Doing reporting =
        trials -> {
          trials
              .get(0)
              .report(
                  1,
                  Map.of("valid_accuracy", 0.25, "valid_loss", 2.0, "valid_cost", 2.5, "own", 3.0));
          trials.get(0).report(4, Map.of("valid_accuracy", 0.5));
        };
    TrialResult result = only(reporting);
    assertThat(result.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(result.figures())
        .isEqualTo(Map.of("valid_accuracy", 0.5, "valid_loss", 2.0, "valid_cost", 2.5, "own", 3.0));
    assertThat(result.curve()).extracting(CurvePoint::update).containsExactly(1, 4);
    assertThat(result.extent().updates()).isEqualTo(4);

    Doing setting =
        trials -> {
          reporting.trainTogether(trials);
          trials
              .get(0)
              .figures(Map.of("valid_accuracy", 0.75, "valid_loss", 1.0, "valid_cost", 1.5));
        };
    assertThat(only(setting).figures())
        .isEqualTo(Map.of("valid_accuracy", 0.75, "valid_loss", 1.0, "valid_cost", 1.5));
  }

  @Test
  void lastValueThatIsNotFiniteIsADivergence() {
    Doing diverging = trials -> trials.get(0).report(3, Map.of("valid_accuracy", Double.NaN));
    TrialResult result = only(diverging);
    assertThat(result.ending())
        .isEqualTo(Ending.failed(Ending.Cause.DIVERGED, "the last value of valid_accuracy is NaN"));
    assertThat(result.figures()).isEmpty();
  }

  @Test
  void keepsTheErrorsOfAllValidationRows() {
    Map<String, Double> figures =
        Map.of("valid_accuracy", 0.5, "valid_loss", 2.0, "valid_cost", 2.5);
    float[] errors = new float[23];
    errors[22] = -1.5f;
    Doing recording =
        trials -> {
          trials.get(0).errors(errors);
          trials.get(0).report(1, figures);
        };
    assertThat(only(recording).outcomes()).containsExactly(new RowOutcomes.OfValues(errors));
    Doing tooFew =
        trials -> {
          trials.get(0).errors(new float[22]);
          trials.get(0).report(1, figures);
        };
    assertThat(only(tooFew).ending().error())
        .isEqualTo(
            "java.lang.IllegalArgumentException: Invalid errors: 22, must be one per validation"
                + " row, 23");
  }

  @Test
  void trainerMaySayThatItDiverged() {
    Doing diverging =
        trials -> {
          throw new DivergedException("the loss is infinite after 3 steps");
        };
    assertThat(only(diverging).ending())
        .isEqualTo(Ending.failed(Ending.Cause.DIVERGED, "the loss is infinite after 3 steps"));
  }

  @Test
  void decreasingStepIsAnError() {
    Doing confused =
        trials -> {
          trials.get(0).report(3, Map.of("valid_accuracy", 0.5));
          trials.get(0).report(2, Map.of("valid_accuracy", 0.5));
        };
    assertThat(only(confused).ending().error())
        .isEqualTo(
            "java.lang.IllegalArgumentException: Invalid step: 2, must be at least 3, that of the"
                + " last report");
  }

  @Test
  void disturbanceFromOutsideIsNotAFailureOfTheTrial() {
    TrialHost.Check interrupted =
        () -> {
          throw new IllegalStateException("interrupted");
        };
    assertThatThrownBy(
            () ->
                new TrialRunner(throwingAt(1))
                    .train(group(0, 1), SEARCH, SmallSweep.host(interrupted)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("interrupted");
    assertThat(sizes).containsExactly(2);
  }

  @Test
  void reportEndsATrainingAtItsRung() {
    Doing unaware =
        trials -> {
          for (int step = 2; step < 100; step += 2) {
            trials.get(0).report(step, metrics(step / 100.0));
          }
        };
    TrialResult result = atRung(unaware, 0);
    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.figures()).isEqualTo(metrics(0.04));
    assertThat(result.extent().updates()).isEqualTo(4);
    assertThat(result.extent().rung()).isEqualTo(1);
  }

  @Test
  void trainerThatKnowsItsRungEndsThereByItself() {
    Doing aware =
        trials -> {
          int last = trials.get(0).rung().orElseThrow();
          trials.get(0).report(last, Map.of("valid_accuracy", 0.5));
          trials.get(0).figures(MEASURED);
        };
    assertThat(atRung(aware, 0).figures()).isEqualTo(MEASURED);
    Doing unruly =
        trials -> {
          int last = trials.get(0).rung().orElseThrow();
          trials.get(0).report(last, metrics(0.5));
          trials.get(0).report(last + 1, metrics(0.6));
          throw new AssertionError("it goes on");
        };
    assertThat(atRung(unruly, 0).extent().updates()).isEqualTo(5);
  }

  @Test
  void whatATrainingThrowsAfterItsRungIsNoFailure() {
    Doing wrapping =
        trials -> {
          try {
            trials.get(0).report(4, MEASURED);
          } catch (StoppedException e) {
            throw new IllegalStateException("the callback failed", e);
          }
        };
    assertThat(atRung(wrapping, 0).ending()).isEqualTo(Ending.STOPPED);
    Doing failing =
        trials -> {
          trials.get(0).report(3, MEASURED);
          throw new IllegalStateException("too early");
        };
    assertThat(atRung(failing, 0).ending())
        .isEqualTo(Ending.failed(Ending.Cause.ERROR, "java.lang.IllegalStateException: too early"));
    assertThat(atRung(failing, 0).extent().rung()).isEqualTo(-1);
  }

  @Test
  void membersOfAGroupThatDoesNotKnowItsRungTrainAlone() {
    Doing unaware =
        trials -> {
          sizes.add(trials.size());
          for (TrialContext trial : trials) {
            trial.report(4, metrics(0.1 * trial.trial()));
          }
        };
    List<TrainedTrial> trained =
        new TrialRunner(unaware).train(upToRung(group(1, 2)), SEARCH, HOST);
    assertThat(sizes).containsExactly(2, 1, 1);
    assertThat(outcomes(trained)).containsExactly(Ending.STOPPED, Ending.STOPPED);
    assertThat(trained.get(1).result().figures()).isEqualTo(metrics(0.2));
  }

  @Test
  void reportsAndSecondsBeforeACheckpointAreThoseOfTheTrainingThatContinues() {
    Checkpoint checkpoint =
        new Checkpoint(
            new Checkpoint.State(new byte[] {7}),
            2,
            List.of(CurvePoint.of(2, metrics(0.25))),
            Map.of("valid_accuracy", 0.25, "weights", 12.0),
            1.5);
    List<byte[]> states = new ArrayList<>();
    Doing continuing =
        trials -> {
          trials.get(0).checkpoint().ifPresent(state -> state[0] = 0); // its own copy
          trials.get(0).checkpoint().ifPresent(states::add);
          trials.get(0).report(3, metrics(0.75));
          assertThat(trials.get(0).checkpoint()).isPresent();
        };
    TrialResult result = continued(continuing, checkpoint);

    assertThat(states).containsExactly(new byte[] {7});
    assertThat(result.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(result.curve()).extracting(CurvePoint::update).containsExactly(2, 3);
    assertThat(result.figures()).containsEntry("weights", 12.0).containsAllEntriesOf(metrics(0.75));
    assertThat(result.execution().carriedSeconds()).isEqualTo(1.5);
    assertThat(result.execution().trainSeconds()).isBetween(1.5, 60.0);
    Doing backward =
        trials -> {
          trials.get(0).checkpoint();
          trials.get(0).report(1, metrics(0.75));
        };
    assertThat(continued(backward, checkpoint).ending().error())
        .endsWith("Invalid step: 1, must be at least 2, that of the last report");
  }

  @Test
  void aTrainingThatDoesNotAskForItsCheckpointStartsFromScratch() {
    Checkpoint checkpoint =
        new Checkpoint(new Checkpoint.State(new byte[1]), 2, List.of(), Map.of(), 1000);
    TrialResult result = continued(trials -> trials.get(0).report(1, metrics(0.75)), checkpoint);
    assertThat(result.curve()).extracting(CurvePoint::update).containsExactly(1);
    assertThat(result.execution().isContinued()).isFalse();
    assertThat(result.execution().seconds()).isLessThan(1000);
    Doing late =
        trials -> {
          trials.get(0).report(1, metrics(0.75));
          trials.get(0).checkpoint();
        };
    assertThat(continued(late, checkpoint).ending())
        .isEqualTo(
            Ending.failed(
                Ending.Cause.ERROR,
                "java.lang.IllegalArgumentException: Invalid call: checkpoint() must come before the"
                    + " first report"));
  }

  private static TrialResult continued(Doing trainer, Checkpoint checkpoint) {
    ResolvedTrial trial = group(0).trials().get(0).continuing(true);
    Checkpoint.Exchange exchange = new Checkpoint.Exchange(Map.of(trial.trial(), checkpoint), 0);
    return new TrialRunner(trainer)
        .train(new Group(List.of(trial)), SEARCH, HOST.with(exchange))
        .get(0)
        .result();
  }

  private static Map<String, Double> metrics(double accuracy) {
    return Map.of("valid_accuracy", accuracy, "valid_loss", 2.0, "valid_cost", 2.5);
  }

  private static TrialResult atRung(Doing trainer, int number) {
    return new TrialRunner(trainer).train(upToRung(group(number)), SEARCH, HOST).get(0).result();
  }

  private static Group upToRung(Group group) {
    return new Group(group.trials().stream().map(trial -> trial.upTo(new Rung(1, 4))).toList());
  }

  /** Does something instead of a training. */
  @FunctionalInterface
  private interface Doing extends NetworkLike {
    @Override
    void trainTogether(List<? extends TrialContext> trials) throws Exception;
  }

  /** Trains as usual except for groups that contain one of these trials. */
  private Doing throwingAt(Integer... numbers) {
    return trials -> {
      sizes.add(trials.size());
      trials.stream()
          .map(TrialContext::trial)
          .filter(List.of(numbers)::contains)
          .forEach(
              number -> {
                throw new IllegalStateException("no luck with " + number);
              });
      new NetworkTrainer().trainTogether(trials);
    };
  }

  private static TrialResult only(Doing trainer) {
    return new TrialRunner(trainer).train(group(0), SEARCH, HOST).get(0).result();
  }

  private static List<TrainedTrial> plain(Group group) {
    return new TrialRunner(new NetworkTrainer()).train(group, SEARCH, HOST);
  }

  private static List<Ending> outcomes(List<TrainedTrial> trained) {
    return trained.stream().map(one -> one.result().ending()).toList();
  }

  private static Group group(int... numbers) {
    return new Group(
        IntStream.of(numbers)
            .mapToObj(
                number -> resolved(config("training.updates = 6"), trial(number, 0.1 + number)))
            .toList());
  }
}
