package dev.lambdasweep.driver.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.random.Philox;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaderTest {
  @ParameterizedTest
  @CsvSource({"valid_accuracy, MAXIMIZE", "valid_loss, MINIMIZE"})
  void isTheFirstOfTheRankingAfterEveryRow(String name, Metric.Goal goal) {
    Metric metric = new Metric(name, goal);
    Philox random = new Philox(9, 0);
    for (int round = 0; round < 50; round++) {
      Leader leader = new Leader(metric);
      List<TrialRow> rows = new ArrayList<>();
      assertThat(leader.row()).isEmpty();
      for (int[] key : shuffledKeys(random)) {
        // eighths, so that sums are exact in any order and points are often equal
        TrialRow row =
            random.nextInt(4) == 0
                ? RankingTest.failed(key[0], key[1])
                : RankingTest.complete(
                    key[0], key[1], random.nextInt(8) / 8.0, random.nextInt(8) / 8.0);
        rows.add(row);
        leader.add(row);
        assertThat(leader.row())
            .isEqualTo(
                Ranking.of(rows, metric).stream().findFirst().map(point -> point.rows().get(0)));
      }
    }
  }

  /** Six points of up to two repeats. */
  private static List<int[]> shuffledKeys(Philox random) {
    List<int[]> left = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      left.add(new int[] {i / 2, i % 2});
    }
    List<int[]> keys = new ArrayList<>();
    while (!left.isEmpty()) {
      keys.add(left.remove(random.nextInt(left.size())));
    }
    return keys;
  }
}
