package dev.lambdasweep.driver.rung;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.driver.stopping.StoppingRule;
import dev.lambdasweep.driver.stopping.StoppingRules;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CostTest {
  private static final StoppingRule HALVING = StoppingRules.of("halving", 3, OptionalLong.of(1));
  private static final List<Long> RUNGS = List.of(1L, 3L, 9L);

  @Test
  void countsWhatIsTrainedOnceIfTrainingsContinue() {
    Cost continued = Cost.of(HALVING, RUNGS, 27, 81, 1, true);
    assertThat(continued.trainings()).containsExactly(81, 27, 9, 3);
    // 81 · 1 + 27 · 2 + 9 · 6 + 3 · 18 epochs
    assertThat(continued.work()).isCloseTo(243 / 27.0, within(1e-12));
    assertThat(continued.share(0)).isCloseTo(1 / 27.0, within(1e-12));
    assertThat(continued.share(2)).isCloseTo(6 / 27.0, within(1e-12));
    assertThat(continued.share(-1)).isCloseTo(18 / 27.0, within(1e-12));
  }

  @Test
  void countsTrainingsFromTheBeginning() {
    Cost again = Cost.of(HALVING, RUNGS, 27, 81, 2, false);
    assertThat(again.trainings()).containsExactly(162, 54, 18, 6);
    assertThat(again.work()).isCloseTo(2 * 324 / 27.0, within(1e-12));
    assertThat(again.share(2)).isCloseTo(9 / 27.0, within(1e-12));
  }

  @Test
  void aPointThatIsLeftAloneSkipsRungs() {
    Cost alone = Cost.of(HALVING, RUNGS, 27, 4, 1, true);
    assertThat(alone.trainings()).containsExactly(4, 0, 0, 1);
    assertThat(alone.work()).isCloseTo((4 + 26) / 27.0, within(1e-12));
    Cost both = alone.plus(Cost.of(HALVING, RUNGS, 27, 81, 1, true)).times(2);
    assertThat(both.count()).isEqualTo(2 * (5 + 120));
    assertThat(both.work()).isCloseTo(2 * (30 + 243) / 27.0, within(1e-12));
  }

  @Test
  void trialsThatAreNotComparedTrainInFull() {
    assertThat(Cost.full(5).work()).isEqualTo(5);
    assertThat(Cost.full(5).share(-1)).isEqualTo(1);
    assertThat(Cost.full(0).share(-1)).isEqualTo(1);
  }
}
