package dev.lambdasweep.driver.network;

import static dev.lambdasweep.driver.trial.SmallSweep.DATA;
import static dev.lambdasweep.driver.trial.SmallSweep.HOST;
import static dev.lambdasweep.driver.trial.SmallSweep.TEST;
import static dev.lambdasweep.driver.trial.SmallSweep.config;
import static dev.lambdasweep.driver.trial.SmallSweep.resolved;
import static dev.lambdasweep.driver.trial.SmallSweep.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.core.model.Model;
import dev.lambdasweep.core.model.ModelFile;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.train.Evaluation;
import dev.lambdasweep.core.train.Measures;
import dev.lambdasweep.core.train.Member;
import dev.lambdasweep.core.train.MemberRun;
import dev.lambdasweep.core.train.Quality;
import dev.lambdasweep.core.train.Trained;
import dev.lambdasweep.core.train.Training;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.runner.TrialRunner;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.RowOutcomes;
import dev.lambdasweep.driver.trial.RunningTrial;
import dev.lambdasweep.driver.trial.SmallSweep;
import dev.lambdasweep.driver.trial.StandardFigures;
import dev.lambdasweep.driver.trial.TestDetail;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialHost;
import dev.lambdasweep.driver.trial.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NetworkTrainerTest {
  private static final TrialData SEARCH = new TrialData(DATA, List.of());
  private static final TrialData FINAL = new TrialData(DATA, List.of(TEST));

  @Test
  void givesTheFiguresOfTheCoresTraining() {
    Group group =
        new Group(
            List.of(resolved(sixUpdates(), trial(4, 0.1)), resolved(sixUpdates(), trial(5, 0.01))));
    List<TrainedTrial> trained = train(group, SEARCH, HOST);
    List<MemberRun> runs = runs(group);
    assertThat(trained).hasSize(2);
    for (int k = 0; k < 2; k++) {
      TrialResult result = trained.get(k).result();
      Trained expectedEnd = runs.get(k).trained().orElseThrow();
      assertThat(result.trial()).isEqualTo(group.trials().get(k).trial());
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.putAll(StandardFigures.of("train", expectedEnd.training()));
      figures.putAll(StandardFigures.of("valid", expectedEnd.validation()));
      figures.put(
          "valid_accuracy_se",
          new Quality.OfClasses(expectedEnd.validation().figure("accuracy"))
              .standardError(expectedEnd.validation().rows()));
      assertThat(result.ending()).isEqualTo(Ending.COMPLETE);
      assertThat(result.figures()).isEqualTo(figures);
      assertThat(result.extent()).isEqualTo(new Extent(6, 1.5, 37, 23));
      assertThat(result.outcomes())
          .containsExactly(
              new RowOutcomes.OfClasses(
                  DATA.validationSize(), expectedEnd.validationOutcomes().correct()));
      assertThat(result.curve()).extracting(CurvePoint::update).containsExactly(4, 6);
      CurvePoint last = result.curve().get(1);
      dev.lambdasweep.core.train.CurvePoint expected = runs.get(k).curve().get(1);
      assertThat(last)
          .isEqualTo(
              new CurvePoint(
                  6, 1.5, 0.01, figures(expected.training()), figures(expected.validation())));
    }
  }

  private static CurvePoint.Figures figures(Measures measures) {
    return CurvePoint.Figures.ofClasses(
        measures.loss(), measures.cost(), measures.figure("accuracy"));
  }

  @Test
  void recordsWhereATrialWasTrained() {
    Group group =
        new Group(
            List.of(resolved(sixUpdates(), trial(4, 0.1)), resolved(sixUpdates(), trial(5, 0.01))));
    Execution execution = train(group, SEARCH, HOST).get(1).result().execution();
    assertThat(execution.host()).isEqualTo("host-1");
    assertThat(execution.executor()).isEqualTo("3");
    assertThat(execution.attempt()).isEqualTo(2);
    assertThat(execution.application()).isEqualTo("app-7");
    assertThat(execution.fused()).isEqualTo(2);
    assertThat(execution.blas()).isEqualTo(Blas.names());
    assertThat(execution.trainSeconds()).isPositive();
    assertThat(execution.evaluateSeconds()).isPositive();
  }

  @Test
  void keepsNoModelAndMeasuresNoTestWithoutTestImages() {
    TrainedTrial trained = train(SEARCH, resolved(sixUpdates(), trial(0, 0.1)));
    assertThat(trained.files()).isEmpty();
    assertThat(figures(trained)).doesNotContainKey("test_accuracy");
  }

  @Test
  void measuresTheTestImagesWithTheModelThatItKeeps() {
    TrainedTrial trained = train(FINAL, resolved(sixUpdates(), trial(7, 0.1)));
    TrainedTrial searched = train(SEARCH, resolved(sixUpdates(), trial(7, 0.1)));
    assertThat(figures(trained)).containsAllEntriesOf(figures(searched));
    assertThat(trained.files()).hasSize(1);

    Model model = ModelFile.read(trained.files().get("7-1.safetensors"), "a.safetensors");
    Measures expected =
        Evaluation.evaluate(model.network(), model.penalty(), TEST, model.standardizer())
            .measures();
    assertThat(figures(trained)).containsAllEntriesOf(StandardFigures.of("test", expected));
    assertThat(expected.rows()).isEqualTo(30);
    assertThat(model.penalty())
        .isEqualTo(
            NetworkSettings.penalty(config("training.updates = 6", "lambda = 0.1").values()));
    assertThat(model.notes())
        .isEqualTo(Map.of("trial", "7", "repeat", "1", "point", "{training.lambda=0.1}"));
  }

  @Test
  void measuresValuesByTheirErrors() {
    SweepConfig config = config("training.updates = 6", "training.last-batch = keep");
    Trial trial = trial(7, 0.1);
    SettingValues values = config.with(trial.point().values()).values();
    ResolvedTrial resolved =
        new ResolvedTrial(
            trial, values, 0, new NetworkTrainer().footprint(values, SmallSweep.VALUES));
    TrialData data = new TrialData(SmallSweep.VALUES, List.of(SmallSweep.TEST_VALUES));

    TrialResult result = train(data, resolved).result();

    assertThat(result.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(result.figures().keySet())
        .containsExactlyInAnyOrder(
            Stream.of("train", "valid", "test")
                .flatMap(
                    rows ->
                        Stream.of("rmse", "mae", "r2", "loss", "cost")
                            .map(figure -> rows + "_" + figure))
                .toArray(String[]::new));
    CurvePoint last = result.curve().get(result.curve().size() - 1);
    assertThat(last.validation().rmse()).isEqualTo(result.figures().get("valid_rmse"));
    assertThat(last.validation().accuracy()).isNaN();
    float[] errors = ((RowOutcomes.OfValues) result.outcomes().get(0)).errors();
    assertThat(errors).hasSize(23);
    double squares = 0;
    for (float error : errors) {
      squares += (double) error * error;
    }
    assertThat(Math.sqrt(squares / 23)).isCloseTo(result.figures().get("valid_rmse"), within(1e-4));
    TestDetail.OfValues detail = (TestDetail.OfValues) result.testDetail().get(0);
    assertThat(detail.rows()).isEqualTo(30);
    double absolute = 0;
    for (int i = 0; i < detail.size(); i++) {
      assertThat(detail.actual().get(i)).isEqualTo(SmallSweep.TEST_VALUES.targets().at(i));
      absolute += Math.abs(detail.predicted().get(i) - detail.actual().get(i));
    }
    assertThat(absolute / 30).isCloseTo(result.figures().get("test_mae"), within(1e-9));
  }

  @Test
  void givesAFailedResultForADivergedMemberAndTheOthersFigures() {
    SweepConfig config = sixUpdates();
    ResolvedTrial wild = resolved(config, at(0, 1e30));
    ResolvedTrial calm = resolved(config, at(1, 0.1));
    List<TrainedTrial> trained = train(new Group(List.of(wild, calm)), FINAL, HOST);
    TrialResult result = trained.get(0).result();
    assertThat(result.ending())
        .isEqualTo(
            Ending.failed(
                Ending.Cause.DIVERGED, "a loss or weight was not finite after 2 updates"));
    assertThat(result.extent()).isEqualTo(new Extent(2, 0.5, 37, 23));
    assertThat(result.curve()).isEmpty();
    assertThat(result.outcomes()).isEmpty();
    assertThat(trained.get(0).files()).isEmpty();

    ResolvedTrial tame = resolved(config, at(0, 0.05));
    TrainedTrial withTame = train(new Group(List.of(tame, calm)), FINAL, HOST).get(1);
    assertThat(figures(trained.get(1))).isEqualTo(figures(withTame));
    assertThat(figures(trained.get(1))).containsKey("test_accuracy");
  }

  @Test
  void givesAFailedResultForAMemberThatTakesTooLong() {
    SweepConfig config = config("training.updates = 6", "execution.trial-timeout = 1e-9");
    TrainedTrial trained = train(FINAL, resolved(config, trial(0, 0.1)));
    Ending failed = trained.result().ending();
    assertThat(failed.cause()).isEqualTo(Ending.Cause.TIMEOUT);
    assertThat(failed.error())
        .matches(
            "trained for \\d+\\.\\d s, longer than trial-timeout, and stopped after 1 updates");
    assertThat(trained.result().extent().updates()).isEqualTo(1);
    assertThat(trained.result().outcomes()).isEmpty();
    assertThat(trained.files()).isEmpty();
  }

  @Test
  void reportsItsCurvesWhileItTrains() {
    List<RunningTrial.Report> reports = new ArrayList<>();
    TrialHost host =
        new TrialHost(HOST.place(), 1, Map.of(), HOST.scratch(), reports::add, () -> {});
    SweepConfig config = sixUpdates();
    Group group = new Group(List.of(resolved(config, at(3, 0.1)), resolved(config, at(4, 0.01))));
    List<TrainedTrial> trained = train(group, SEARCH, host);
    assertThat(reports)
        .extracting(report -> report.trial() + "@" + report.step())
        .containsExactly("3@4", "4@4", "3@6", "4@6");
    RunningTrial.Report last = reports.get(3);
    assertThat(last.repeat()).isEqualTo(1);
    assertThat(last.metrics().get("valid_accuracy"))
        .isEqualTo(trained.get(1).result().figures().get("valid_accuracy"));
    assertThat(trained.get(1).result().curve())
        .extracting(CurvePoint::update)
        .containsExactly(4, 6);
  }

  @Test
  void pairsTheTrialsOfARepeat() {
    ResolvedTrial one = resolved(sixUpdates(), trial(0, 0.1));
    ResolvedTrial other = resolved(sixUpdates(), trial(1, 0.1));
    assertThat(figures(train(SEARCH, one))).isEqualTo(figures(train(SEARCH, other)));
    Trial anotherSeed = new Trial(0, 2, 12, one.trial().point());
    assertThat(figures(train(SEARCH, resolved(sixUpdates(), anotherSeed))))
        .isNotEqualTo(figures(train(SEARCH, one)));
  }

  @Test
  void refusesAGroupThatCannotBeStacked() {
    ResolvedTrial one = resolved(sixUpdates(), trial(3, 0.1));
    ResolvedTrial wider = resolved(config("training.updates = 6", "hidden = [6]"), trial(4, 0.1));
    assertThatThrownBy(() -> new Group(List.of(one, wider)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid group: trial 4, must be groupable with trial 3");
    assertThatThrownBy(() -> new Group(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid trials: [], must not be empty");
  }

  /** One and a half epochs. */
  private static SweepConfig sixUpdates() {
    return config("training.updates = 6", "training.last-batch = keep");
  }

  private static Trial at(int number, double rate) {
    return new Trial(number, 1, 11, new Point(Map.of("training.learning-rate.rate", rate)));
  }

  private static List<TrainedTrial> train(Group group, TrialData data, TrialHost host) {
    return new TrialRunner(new NetworkTrainer()).train(group, data, host);
  }

  private static TrainedTrial train(TrialData data, ResolvedTrial trial) {
    return train(new Group(List.of(trial)), data, HOST).get(0);
  }

  private static Map<String, Double> figures(TrainedTrial trained) {
    return trained.result().figures();
  }

  private static List<MemberRun> runs(Group group) {
    List<Recipe> recipes =
        group.trials().stream()
            .map(trial -> NetworkSettings.recipe(trial.values(), trial.trial().seed(), DATA))
            .toList();
    List<Member> members =
        recipes.stream()
            .map(
                recipe ->
                    new Member(
                        Network.initial(
                            recipe.network(), recipe.initialWeights(), recipe.precision(), 11),
                        recipe.optimizer()))
            .toList();
    return new Training(recipes.get(0).training(), members, DATA).run();
  }
}
