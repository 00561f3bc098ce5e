package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.driver.trial.SmallSweep.DATA;
import static dev.lambdasweep.driver.trial.SmallSweep.PLACE;
import static dev.lambdasweep.driver.trial.SmallSweep.TEST;
import static dev.lambdasweep.driver.trial.SmallSweep.config;
import static dev.lambdasweep.driver.trial.SmallSweep.setting;
import static dev.lambdasweep.driver.trial.SmallSweep.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.core.model.Model;
import dev.lambdasweep.core.model.ModelFile;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.train.Evaluation;
import dev.lambdasweep.core.train.Member;
import dev.lambdasweep.core.train.MemberRun;
import dev.lambdasweep.core.train.Training;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.space.Point;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkTrainerTest {
  private static final TrialData SEARCH = new TrialData(DATA, List.of());
  private static final TrialData FINAL = new TrialData(DATA, List.of(TEST));

  @Test
  void givesTheFiguresOfTheCoresTraining() {
    Group group =
        new Group(
            List.of(setting(sixUpdates(), trial(4, 0.1)), setting(sixUpdates(), trial(5, 0.01))));
    List<TrainedTrial> trained = new NetworkTrainer().train(group, SEARCH, PLACE);
    List<MemberRun> runs = runs(group);
    assertThat(trained).hasSize(2);
    for (int k = 0; k < 2; k++) {
      TrialResult result = trained.get(k).result();
      Ending.Trained ending = (Ending.Trained) runs.get(k).ending();
      assertThat(result.trial()).isEqualTo(group.settings().get(k).trial());
      assertThat(result.outcome())
          .isEqualTo(
              new Outcome.Complete(new Figures(ending.training(), ending.validation(), List.of())));
      assertThat(result.updates()).isEqualTo(6);
      assertThat(result.epochsRun()).isEqualTo(1.5);
      assertThat(result.validationCorrect()).isEqualTo(ending.validationCorrect());
      assertThat(result.curve()).extracting(CurvePoint::update).containsExactly(4, 6);
      CurvePoint last = result.curve().get(1);
      dev.lambdasweep.core.train.CurvePoint expected = runs.get(k).curve().get(1);
      assertThat(last)
          .isEqualTo(
              new CurvePoint(
                  6,
                  1.5,
                  0.01,
                  expected.training().loss(),
                  expected.training().cost(),
                  expected.training().accuracy(),
                  expected.validation().loss(),
                  expected.validation().cost(),
                  expected.validation().accuracy()));
    }
  }

  @Test
  void tellsWhereATrialWasTrained() {
    Group group =
        new Group(
            List.of(setting(sixUpdates(), trial(4, 0.1)), setting(sixUpdates(), trial(5, 0.01))));
    Execution execution =
        new NetworkTrainer().train(group, SEARCH, PLACE).get(1).result().execution();
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
    TrainedTrial trained = train(SEARCH, setting(sixUpdates(), trial(0, 0.1)));
    assertThat(trained.model()).isEmpty();
    assertThat(figures(trained).test()).isEmpty();
  }

  @Test
  void measuresTheTestImagesWithTheModelThatItKeeps() {
    TrainedTrial trained = train(FINAL, setting(sixUpdates(), trial(7, 0.1)));
    TrainedTrial searched = train(SEARCH, setting(sixUpdates(), trial(7, 0.1)));
    assertThat(figures(trained).validation()).isEqualTo(figures(searched).validation());
    assertThat(trained.model()).hasSize(1);

    Model model = ModelFile.read(trained.model().get(0), "a.safetensors");
    assertThat(figures(trained).test())
        .containsExactly(
            Evaluation.evaluate(model.network(), model.penalty(), TEST, model.standardizer())
                .measures());
    assertThat(figures(trained).test().get(0).images()).isEqualTo(30);
    assertThat(model.penalty())
        .isEqualTo(
            NetworkSettings.penalty(config("training.updates = 6", "lambda = 0.1").values()));
    assertThat(model.notes())
        .isEqualTo(Map.of("trial", "7", "repeat", "1", "point", "{training.lambda=0.1}"));
  }

  @Test
  void givesAFailedResultForADivergedMemberAndTheOthersFigures() {
    SweepConfig config = sixUpdates();
    TrialSetting wild = setting(config, at(0, 1e30));
    TrialSetting calm = setting(config, at(1, 0.1));
    List<TrainedTrial> trained =
        new NetworkTrainer().train(new Group(List.of(wild, calm)), FINAL, PLACE);
    TrialResult result = trained.get(0).result();
    assertThat(result.outcome())
        .isEqualTo(
            new Outcome.Failed(
                FailReason.DIVERGED, "a loss or weight was not finite after 2 updates"));
    assertThat(result.updates()).isEqualTo(2);
    assertThat(result.epochsRun()).isEqualTo(0.5);
    assertThat(result.curve()).isEmpty();
    assertThat(result.validationCorrect().isEmpty()).isTrue();
    assertThat(trained.get(0).model()).isEmpty();

    TrialSetting tame = setting(config, at(0, 0.05));
    TrainedTrial besideTame =
        new NetworkTrainer().train(new Group(List.of(tame, calm)), FINAL, PLACE).get(1);
    assertThat(trained.get(1).result().outcome()).isEqualTo(besideTame.result().outcome());
    assertThat(figures(trained.get(1)).test()).hasSize(1);
  }

  @Test
  void givesAFailedResultForAMemberThatTakesTooLong() {
    SweepConfig config = config("training.updates = 6", "execution.trial-timeout = 1e-9");
    TrainedTrial trained = train(FINAL, setting(config, trial(0, 0.1)));
    Outcome.Failed failed = (Outcome.Failed) trained.result().outcome();
    assertThat(failed.reason()).isEqualTo(FailReason.TIMEOUT);
    assertThat(failed.error())
        .matches(
            "trained for \\d+\\.\\d s, longer than trial-timeout, and stopped after 1 updates");
    assertThat(trained.result().updates()).isEqualTo(1);
    assertThat(trained.result().validationCorrect().isEmpty()).isTrue();
    assertThat(trained.model()).isEmpty();
  }

  @Test
  void pairsTheTrialsOfARepeat() {
    TrialSetting one = setting(sixUpdates(), trial(0, 0.1));
    TrialSetting other = setting(sixUpdates(), trial(1, 0.1));
    assertThat(figures(train(SEARCH, one))).isEqualTo(figures(train(SEARCH, other)));
    Trial anotherSeed = new Trial(0, 2, 12, one.trial().point());
    assertThat(figures(train(SEARCH, setting(sixUpdates(), anotherSeed))))
        .isNotEqualTo(figures(train(SEARCH, one)));
  }

  @Test
  void refusesAGroupThatCannotBeStacked() {
    TrialSetting one = setting(sixUpdates(), trial(3, 0.1));
    TrialSetting wider = setting(config("training.updates = 6", "hidden = [6]"), trial(4, 0.1));
    assertThatThrownBy(() -> new Group(List.of(one, wider)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid group: trial 4, must be fusible with trial 3");
    assertThatThrownBy(() -> new Group(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid settings: [], must not be empty");
  }

  /** An epoch and a half. */
  private static SweepConfig sixUpdates() {
    return config("training.updates = 6", "training.last-batch = keep");
  }

  private static Trial at(int number, double rate) {
    return new Trial(number, 1, 11, new Point(Map.of("training.learning-rate.rate", rate)));
  }

  private static TrainedTrial train(TrialData data, TrialSetting setting) {
    return new NetworkTrainer().train(new Group(List.of(setting)), data, PLACE).get(0);
  }

  private static Figures figures(TrainedTrial trained) {
    return ((Outcome.Complete) trained.result().outcome()).figures();
  }

  private static List<MemberRun> runs(Group group) {
    List<Member> members =
        group.settings().stream()
            .map(
                setting ->
                    new Member(
                        Network.initial(
                            setting.network(), setting.initialWeights(), setting.precision(), 11),
                        setting.optimizer()))
            .toList();
    return new Training(group.settings().get(0).training(), members, DATA).run();
  }
}
