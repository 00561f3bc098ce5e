package dev.lambdasweep.driver.network;

import static dev.lambdasweep.driver.trial.SmallSweep.DATA;
import static dev.lambdasweep.driver.trial.SmallSweep.HOST;
import static dev.lambdasweep.driver.trial.SmallSweep.config;
import static dev.lambdasweep.driver.trial.SmallSweep.resolved;
import static dev.lambdasweep.driver.trial.SmallSweep.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.driver.runner.TrialRunner;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.Rung;
import dev.lambdasweep.driver.trial.TrainerWithLength.Length;
import dev.lambdasweep.driver.trial.TrainerWithLength.Unit;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that end at a rung. With batches of 10, the data give three updates per epoch. */
class RungTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schedule = constant",
        "learning-rate = { schedule = triangular, low = 0.001, high = 0.3, step-size = 4 }",
        "learning-rate = { schedule = exponential-decay, rate = 0.2, decay = 0.5 }",
        "learning-rate = { schedule = step-decay, rate = 0.2, factor = 0.1, step-epochs = 1 }",
        "optimizer = adam",
        "momentum = 0.9",
        "last-batch = keep",
        "order = natural",
        "precision = float64",
      })
  void isTheBeginningOfAFullTraining(String setting) {
    String[] settings = {
      "training.updates = 11", "curve.every-updates = 1", "training." + key(setting)
    };
    List<CurvePoint> full = curve(settings, Rung.FULL);
    List<CurvePoint> begun = curve(settings, new Rung(1, 7));

    assertThat(full).hasSize(11);
    assertThat(begun).isEqualTo(full.subList(0, 7));
  }

  private static String key(String setting) {
    return setting.startsWith("schedule") ? "learning-rate." + setting : setting;
  }

  private static List<CurvePoint> curve(String[] settings, Rung rung) {
    return train(resolved(config(settings), trial(0, 0.01)).upTo(rung)).curve();
  }

  @Test
  void hasTheFiguresOfItsEnd() {
    TrialResult result =
        train(resolved(config("training.epochs = 9"), trial(0, 0.1)).upTo(new Rung(0, 3)));

    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.extent().updates()).isEqualTo(3);
    assertThat(result.extent().epochs()).isEqualTo(1);
    assertThat(result.extent().rung()).isZero();
    assertThat(result.curve()).hasSize(1);
    assertThat(result.figures().get("valid_loss"))
        .isEqualTo(result.curve().get(0).validation().loss());
  }

  @Test
  void isTheSameForTrialsThatTrainTogether() {
    List<ResolvedTrial> trials =
        Stream.of(trial(0, 0.1), trial(1, 0.01))
            .map(trial -> resolved(config("training.epochs = 9"), trial).upTo(new Rung(0, 3)))
            .toList();
    List<TrialResult> together = train(new Group(trials));

    assertThat(together).extracting(result -> result.execution().fused()).containsOnly(2);
    assertThat(together.get(1).curve()).isEqualTo(train(trials.get(1)).curve());
    assertThat(trials.get(0).isGroupableWith(trials.get(1).upTo(new Rung(1, 9)))).isFalse();
  }

  @Test
  void lengthsAreCountedInEpochsOrCycles() {
    assertThat(length("training.epochs = 27")).isEqualTo(new Length(27, Unit.EPOCH, 3));
    assertThat(length("training.updates = 7").count()).isCloseTo(7 / 3.0, within(1e-15));
    String[] cyclical = {"schedule = triangular", "step-size = 6"};
    assertThat(length("cycles = 2", cyclical)).isEqualTo(new Length(2, Unit.CYCLE, 12));
    assertThat(length("epochs = 10", cyclical)).isEqualTo(new Length(2.5, Unit.CYCLE, 12));
    assertThat(length("cycles = 1", cyclical)).isEqualTo(new Length(4, Unit.EPOCH, 3));
  }

  private static Length length(String length, String... others) {
    String[] settings = Stream.concat(Stream.of(length), Stream.of(others)).toArray(String[]::new);
    return new NetworkTrainer().length(config(settings).values(), DATA);
  }

  private static TrialResult train(ResolvedTrial trial) {
    return train(new Group(List.of(trial))).get(0);
  }

  private static List<TrialResult> train(Group group) {
    return new TrialRunner(new NetworkTrainer())
        .train(group, new TrialData(DATA, List.of()), HOST).stream()
            .map(trained -> trained.result())
            .toList();
  }
}
