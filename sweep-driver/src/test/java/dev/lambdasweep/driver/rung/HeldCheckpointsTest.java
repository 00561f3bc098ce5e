package dev.lambdasweep.driver.rung;

import static dev.lambdasweep.driver.trial.SmallSweep.config;
import static dev.lambdasweep.driver.trial.SmallSweep.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.store.Examples;
import dev.lambdasweep.driver.trial.Checkpoint;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.Rung;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialResult;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldCheckpointsTest {
  private final HeldCheckpoints held = new HeldCheckpoints(1000);

  @Test
  void keepsTheLastOneOfTrialsThatMayGoOn() {
    held.take(List.of(ended(0, 1), ended(1, 1), ended(2, 1)));
    // the second one hands over another, the third one none
    held.take(List.of(ended(1, 2), ended(2)));
    held.keep(trial -> trial.number() > 0);

    assertThat(held.has(trial(0))).isFalse();
    assertThat(held.has(trial(1))).isTrue();
    assertThat(held.has(trial(2))).isFalse();
    Checkpoint.Exchange exchange = held.exchange(List.of());
    assertThat(exchange.of().keySet()).containsExactly(trial(1));
    assertThat(exchange.find(trial(1)).orElseThrow().step()).isEqualTo(2);
    assertThat(exchange.find(trial(0))).isEmpty();
  }

  @Test
  void dividesTheMemoryByTheTrainingsThatHandOver() {
    assertThat(held.exchange(groups(new Rung(0, 3), 4)).mostBytes()).isEqualTo(250);
    assertThat(held.exchange(groups(Rung.FULL, 4)).mostBytes()).isZero();
    assertThat(new HeldCheckpoints(0).exchange(groups(new Rung(0, 3), 4)).mostBytes()).isZero();
    assertThat(new HeldCheckpoints(Long.MAX_VALUE).exchange(groups(new Rung(0, 3), 1)).mostBytes())
        .isEqualTo(Integer.MAX_VALUE - 8);
  }

  /** A training that hands over a state at each of the given steps. */
  private static TrainedTrial ended(int number, int... steps) {
    TrialResult result = Examples.complete(number, 0.1, 0.5).result();
    return new TrainedTrial(
        result,
        Map.of(),
        IntStream.of(steps)
            .mapToObj(
                step ->
                    new Checkpoint(new Checkpoint.State(new byte[1]), step, List.of(), Map.of(), 0))
            .toList());
  }

  private static Trial trial(int number) {
    return Examples.complete(number, 0.1, 0.5).result().trial();
  }

  private static List<Group> groups(Rung rung, int trials) {
    return IntStream.range(0, trials)
        .mapToObj(number -> resolved(config("training.epochs = 9"), trial(number)))
        .map((ResolvedTrial trial) -> new Group(List.of(trial.upTo(rung))))
        .toList();
  }
}
