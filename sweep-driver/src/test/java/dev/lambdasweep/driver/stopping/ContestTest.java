package dev.lambdasweep.driver.stopping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.stopping.Contest.Entry;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ContestTest {

  @Test
  void theBestGoOn() {
    List<Entry> entries = List.of(entry(0, 0.3, 1), entry(1, 0.5, 1), entry(2, 0.4, 1));
    assertThat(Contest.survivors(entries, Goal.MAXIMIZE, 2)).containsExactly(1, 2);
    assertThat(Contest.survivors(entries, Goal.MINIMIZE, 2)).containsExactly(0, 2);
  }

  @Test
  void tiesAreBrokenByTheLossAndThenByTheNumber() {
    List<Entry> entries =
        List.of(entry(3, 0.5, 0.7), entry(2, 0.5, 0.7), entry(1, 0.5, 0.8), entry(0, 0.5, 0.6));
    assertThat(Contest.survivors(entries, Goal.MAXIMIZE, 3)).containsExactly(0, 2, 3);
    Entry unmeasured = new Entry(0, OptionalDouble.of(0.5), OptionalDouble.empty(), false);
    assertThat(Contest.survivors(List.of(unmeasured, entry(1, 0.5, 9)), Goal.MINIMIZE, 1))
        .containsExactly(1);
  }

  @Test
  void pointsWithAFailedTrainingComeAfterAllOthers() {
    Entry halfFailed = new Entry(0, OptionalDouble.of(0.9), OptionalDouble.of(0.1), true);
    Entry failed = new Entry(1, OptionalDouble.empty(), OptionalDouble.empty(), true);
    Entry bad = entry(2, 0.1, 5);
    List<Entry> entries = List.of(failed, halfFailed, bad);
    assertThat(Contest.survivors(entries, Goal.MAXIMIZE, 3)).containsExactly(2, 0, 1);
    assertThat(Contest.survivors(entries, Goal.MINIMIZE, 3)).containsExactly(2, 0, 1);
  }

  private static Entry entry(int number, double metric, double loss) {
    return new Entry(number, OptionalDouble.of(metric), OptionalDouble.of(loss), false);
  }
}
