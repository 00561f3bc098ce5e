package dev.lambdasweep.driver.rung;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.driver.setting.NetworkMetrics;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.stopping.StoppingRule;
import dev.lambdasweep.driver.stopping.StoppingRules;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import dev.lambdasweep.driver.trial.Trial;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nine points with two rungs: 9, 3 and 1 of them train; the accuracy is the number / 10. */
class StageTest {
  private static final StoppingRule HALVING = StoppingRules.of("halving", 3, OptionalLong.of(1));
  private static final Sweep SWEEP =
      new Sweep(new SweepId("halved-20261128T090000-7f3a"), "halved", Kind.SEARCH, "");

  private final Map<TrialKey, TrialRow> rows = new HashMap<>();
  private final RungRows ended = new RungRows();

  @Test
  void allPointsTrainToTheFirstRung() {
    Stage stage = stage(9);
    assertThat(stage.rung()).isZero();
    assertThat(numbers(stage)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(stage.stopped()).isEmpty();
  }

  @Test
  void nothingIsDecidedBeforeAllHaveReachedTheRung() {
    reach(0, 0, 1, 2, 3, 4, 5, 6, 7);
    Stage stage = stage(9);
    assertThat(stage.rung()).isZero();
    assertThat(numbers(stage)).containsExactly(8);
    assertThat(stage.stopped()).isEmpty();
  }

  @Test
  void theBestThirdGoesOnAndTheOthersAreStopped() {
    reach(0, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    Stage stage = stage(9);
    assertThat(stage.rung()).isEqualTo(1);
    assertThat(numbers(stage)).containsExactly(6, 7, 8);
    assertThat(stopped(stage)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(stage.text("3 epochs")).isEqualTo("3 points go on to 3 epochs, 6 trials end");
  }

  @Test
  void thoseThatAreStoredAsStoppedAreNotStoppedAgain() {
    reach(0, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    stage(9).stopped().subList(0, 4).forEach(row -> rows.put(row.key(), row));
    assertThat(stopped(stage(9))).containsExactly(4, 5);
    assertThat(numbers(stage(9))).containsExactly(6, 7, 8);
  }

  @Test
  void earlierComparisonsDoNotDependOnLaterOnes() {
    reach(0, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    reach(1, 6, 7, 8);
    Stage stage = stage(9);
    assertThat(stage.isFull()).isTrue();
    assertThat(numbers(stage)).containsExactly(8);
    assertThat(stopped(stage)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);

    stage.stopped().forEach(row -> rows.put(row.key(), row));
    assertThat(stage(9).stopped()).isEmpty();
    assertThat(numbers(stage(9))).containsExactly(8);
    rows.put(new TrialKey(8, 0), row(8, Ending.COMPLETE, -1));
    assertThat(stage(9).isOpen()).isFalse();
  }

  @Test
  void aFailedPointRanksLastAtItsRungAndNotAtEarlierOnes() {
    reach(0, 0, 1, 2, 3, 4, 5, 6, 7);
    fail(8);
    assertThat(numbers(stage(9))).containsExactly(5, 6, 7);
    assertThat(stopped(stage(9))).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aPointThatFailsLaterKeepsItsPlaceAtEarlierRungs() {
    reach(0, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    fail(8);
    assertThat(numbers(stage(9))).containsExactly(6, 7);
    reach(1, 6, 7);
    Stage stage = stage(9);
    assertThat(numbers(stage)).containsExactly(7);
    assertThat(stopped(stage)).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void aPointThatHasItsFullLengthAlreadyIsNotCompared() {
    rows.put(new TrialKey(0, 0), row(0, Ending.COMPLETE, -1));
    reach(0, 1, 2, 3, 4, 5, 6);
    Stage stage = stage(7);
    assertThat(numbers(stage)).containsExactly(5, 6);
    assertThat(stopped(stage)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aSinglePointTrainsInFull() {
    assertThat(stage(1).isFull()).isTrue();
    reach(0, 0, 1);
    Stage stage = stage(2);
    assertThat(stage.isFull()).isTrue();
    assertThat(numbers(stage)).containsExactly(1);
    assertThat(stage.text("9 epochs")).isEqualTo("1 point goes on to 9 epochs, 1 trial ends");
  }

  @Test
  void withoutARuleAllTrainInFull() {
    Stage stage =
        new Stage.Basis(
                StoppingRules.of("none", 3, OptionalLong.empty()),
                0,
                NetworkMetrics.VALID_ACCURACY,
                rows,
                ended)
            .stage(trials(3));
    assertThat(stage.isFull()).isTrue();
    assertThat(numbers(stage)).containsExactly(0, 1, 2);
  }

  @Test
  void repeatsAreComparedByTheirMean() {
    List<Trial> trials =
        IntStream.range(0, 6)
            .mapToObj(i -> new Trial(i / 2, i % 2, i % 2, new Point(Map.of())))
            .toList();
    for (Trial trial : trials) {
      // point 0 has 0.9 and 0.1, point 1 twice 0.6, point 2 twice 0.2
      double accuracy =
          List.of(0.9, 0.1, 0.6, 0.6, 0.2, 0.2).get(trial.number() * 2 + trial.repeat());
      reach(0, TrialKey.of(trial), accuracy);
    }
    Stage stage = basis().stage(trials);
    assertThat(stage.due()).extracting(Trial::number).containsExactly(1, 1);
    assertThat(stopped(stage)).containsExactly(0, 0, 2, 2);
  }

  private Stage stage(int points) {
    return basis().stage(trials(points));
  }

  private Stage.Basis basis() {
    return new Stage.Basis(HALVING, 2, NetworkMetrics.VALID_ACCURACY, rows, ended);
  }

  private static List<Trial> trials(int points) {
    return IntStream.range(0, points)
        .mapToObj(number -> new Trial(number, 0, 1, new Point(Map.of())))
        .toList();
  }

  private void reach(int rung, int... numbers) {
    for (int number : numbers) {
      reach(rung, new TrialKey(number, 0), number / 10.0);
    }
  }

  private void reach(int rung, TrialKey key, double accuracy) {
    ended.add(List.of(row(key, Ending.STOPPED, rung, accuracy)), Map.of());
  }

  private void fail(int number) {
    Ending diverged = Ending.failed(Ending.Cause.DIVERGED, "a loss was not finite");
    rows.put(new TrialKey(number, 0), row(number, diverged, -1));
  }

  private static TrialRow row(int number, Ending ending, int rung) {
    return row(new TrialKey(number, 0), ending, rung, number / 10.0);
  }

  private static TrialRow row(TrialKey key, Ending ending, int rung, double accuracy) {
    return new TrialRow(
        SWEEP,
        key,
        1,
        Map.of(),
        ending,
        new Extent(10, 1, 0, 0, rung),
        ending.isFailed() ? Map.of() : Map.of("valid_accuracy", accuracy),
        new Execution(Instant.EPOCH, 1, 1, 1, "host", "driver", 0, "OpenBLAS", "app-1", ""),
        "0.1.0");
  }

  private static List<Integer> numbers(Stage stage) {
    return stage.due().stream().map(Trial::number).toList();
  }

  private static List<Integer> stopped(Stage stage) {
    return stage.stopped().stream().map(row -> row.key().number()).toList();
  }
}
