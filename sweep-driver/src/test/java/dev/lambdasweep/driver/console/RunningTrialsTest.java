package dev.lambdasweep.driver.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.RunningTrial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunningTrialsTest {
  private static final Place PLACE = new Place("host-1", "3", 0, "app-7");

  private final AtomicLong seconds = new AtomicLong();
  private final RunningTrials accuracies = trials(Metric.maximize("valid_accuracy"));

  @Test
  void saysNothingOfTrialsThatBeganJustNow() {
    List<RunningTrial> two = List.of(trial(7, 0, Map.of()), trial(8, 0, Map.of()));
    assertThat(accuracies.text(two)).isEmpty();
    seconds.set(1);
    assertThat(accuracies.text(two)).isEmpty();
    seconds.set(2);
    assertThat(accuracies.text(two)).isEqualTo("2 running: trial 7; trial 8");
    // another trial in their place
    assertThat(accuracies.text(List.of(trial(9, 5, Map.of())))).isEmpty();
    assertThat(accuracies.text(List.of())).isEmpty();
  }

  @Test
  void showsTheBestFirst() {
    List<RunningTrial> three =
        List.of(
            trial(7, 1200, Map.of("valid_accuracy", 0.41234, "valid_loss", 1.5)),
            trial(8, 1600, Map.of("valid_accuracy", 0.4)),
            trial(9, 2000, Map.of("valid_accuracy", Double.NaN)));
    assertThat(afterAWhile(accuracies, three))
        .isEqualTo(
            "3 running: trial 7 at update 1200, valid accuracy 0.4123; trial 8 at update 1600,"
                + " valid accuracy 0.4000; trial 9 at update 2000");
    assertThat(
            afterAWhile(
                trials(Metric.minimize("valid_rmse")),
                List.of(
                    trial(7, 1200, Map.of("valid_rmse", 12.5)),
                    trial(8, 900, Map.of("valid_rmse", 12.25)))))
        .isEqualTo(
            "2 running: trial 8 at update 900, valid rmse 12.2500; trial 7 at update 1200, valid"
                + " rmse 12.5000");
  }

  @Test
  void showsTheOneWithTheMostStepsFirstIfNoneHasAValue() {
    List<RunningTrial> two =
        List.of(
            trial(7, 1200, Map.of("train_loss", 2.0)), trial(8, 1600, Map.of("train_loss", 3.0)));
    assertThat(afterAWhile(accuracies, two))
        .isEqualTo("2 running: trial 8 at update 1600; trial 7 at update 1200");
  }

  @Test
  void countsTheOthersIfThereAreMany() {
    List<RunningTrial> many =
        IntStream.range(0, 6).mapToObj(number -> trial(number, 0, Map.of())).toList();
    assertThat(accuracies.list(many))
        .isEqualTo("6 running: trial 0; trial 1; trial 2; trial 3; and 2 more");
    assertThat(accuracies.list(List.of())).isEmpty();
  }

  @Test
  void namesTheRepeatAndTheFold() {
    RunningTrial trial =
        new RunningTrial(7, 1, 2, -1, Instant.EPOCH, PLACE, 10, Map.of("valid_accuracy", 0.5));
    assertThat(afterAWhile(accuracies, List.of(trial)))
        .isEqualTo("1 running: trial 7, repeat 1, fold 2, at update 10, valid accuracy 0.5000");
  }

  private String afterAWhile(RunningTrials trials, List<RunningTrial> running) {
    trials.text(running);
    seconds.addAndGet(10);
    return trials.text(running);
  }

  private RunningTrials trials(Metric objective) {
    return new RunningTrials(objective, "update", () -> seconds.get() * 1_000_000_000);
  }

  private static RunningTrial trial(int number, int step, Map<String, Double> metrics) {
    return new RunningTrial(number, 0, 0, -1, Instant.EPOCH, PLACE, step, metrics);
  }
}
