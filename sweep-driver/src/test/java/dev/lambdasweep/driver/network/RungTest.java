package dev.lambdasweep.driver.network;

import static dev.lambdasweep.driver.trial.SmallSweep.DATA;
import static dev.lambdasweep.driver.trial.SmallSweep.HOST;
import static dev.lambdasweep.driver.trial.SmallSweep.config;
import static dev.lambdasweep.driver.trial.SmallSweep.resolved;
import static dev.lambdasweep.driver.trial.SmallSweep.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.driver.rung.HeldCheckpoints;
import dev.lambdasweep.driver.runner.TrialRunner;
import dev.lambdasweep.driver.trial.Checkpoint;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.Rung;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.TrainerWithLength.Length;
import dev.lambdasweep.driver.trial.TrainerWithLength.Unit;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialHost;
import dev.lambdasweep.driver.trial.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that end at a rung. With batches of 10, the data give three updates per epoch. */
class RungTest {
  private final List<Integer> updates = new ArrayList<>();

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schedule = constant",
        "learning-rate = { schedule = triangular, low = 0.001, high = 0.3, step-size = 4 }",
        "optimizer = adam",
        "momentum = 0.9",
        "last-batch = keep",
        "precision = float64",
      })
  void goesOnToTheEndOfAFullTraining(String setting) {
    // one rung is between two points of the curve, the other at one
    String[] settings = {
      "training.updates = 11", "curve.every-updates = 3", "training." + key(setting)
    };
    ResolvedTrial trial = resolved(config(settings), trial(0, 0.01));
    ResolvedTrial other = resolved(config(settings), trial(1, 0.1));
    List<TrialResult> full = train(new Group(List.of(trial, other)));

    List<TrainedTrial> first = leg(new Rung(0, 4), List.of(), List.of(trial, other));
    List<TrainedTrial> second = leg(new Rung(1, 6), first, List.of(other, trial));
    List<TrainedTrial> last = leg(Rung.FULL, second, List.of(trial));
    List<TrainedTrial> again = leg(Rung.FULL, second, List.of(other));

    assertThat(first.get(0).result().curve()).extracting(CurvePoint::update).containsExactly(3, 4);
    assertThat(second.get(0).result().curve()).extracting(CurvePoint::update).containsExactly(3, 6);
    assertThat(updates).containsExactly(3, 3, 4, 4, 6, 6, 9, 11, 9, 11);
    assertSameNumbers(last.get(0).result(), full.get(0));
    assertSameNumbers(again.get(0).result(), full.get(1));
    assertThat(last.get(0).checkpoint()).isEmpty();
    assertThat(last.get(0).result().execution().trainSeconds())
        .isGreaterThan(second.get(1).result().execution().trainSeconds());
    assertThat(second.get(1).checkpoint().get(0).seconds())
        .isEqualTo(second.get(1).result().execution().seconds());
  }

  private static void assertSameNumbers(TrialResult one, TrialResult other) {
    assertThat(one.curve()).isEqualTo(other.curve());
    assertThat(one.figures()).isEqualTo(other.figures());
    assertThat(one.outcomes()).usingRecursiveComparison().isEqualTo(other.outcomes());
    assertThat(one.extent()).isEqualTo(other.extent());
    assertThat(one.ending()).isEqualTo(other.ending());
  }

  /** Trains a group up to a rung, from what the trainings before have handed over. */
  private List<TrainedTrial> leg(Rung rung, List<TrainedTrial> before, List<ResolvedTrial> trials) {
    HeldCheckpoints held = new HeldCheckpoints(1 << 20);
    held.take(before);
    Group group =
        new Group(
            trials.stream()
                .map(trial -> trial.upTo(rung).continuing(held.has(trial.trial())))
                .toList());
    TrialHost host =
        new TrialHost(
                HOST.place(),
                1,
                Map.of(),
                HOST.scratch(),
                report -> updates.add(report.step()),
                () -> {})
            .with(held.exchange(List.of(group)));
    return new TrialRunner(new NetworkTrainer()).train(group, new TrialData(DATA, List.of()), host);
  }

  @Test
  void handsOverNothingThatIsTooLarge() {
    ResolvedTrial trial =
        resolved(config("training.epochs = 9"), trial(0, 0.1)).upTo(new Rung(0, 3));
    TrialData data = new TrialData(DATA, List.of());
    TrialRunner runner = new TrialRunner(new NetworkTrainer());
    Group group = new Group(List.of(trial));
    for (int most : new int[] {0, 300}) {
      TrialHost host = HOST.with(new Checkpoint.Exchange(Map.of(), most));
      assertThat(runner.train(group, data, host).get(0).checkpoint()).isEmpty();
    }
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
