package dev.lambdasweep.driver.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.setting.NetworkMetrics;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankingTest {
  private static final Sweep SWEEP =
      new Sweep(new SweepId("coarse-20261120T193000-7f3a"), "coarse", Kind.SEARCH, "");
  private static final Execution EXECUTION =
      new Execution(Instant.EPOCH, 1, 1, 1, "host", "driver", 0, "OpenBLAS", "app-1", "");

  @Test
  void putsTheHighestAccuracyFirst() {
    List<TrialRow> rows =
        List.of(complete(0, 0, 0.25, 1), complete(1, 0, 0.75, 2), complete(2, 0, 0.5, 3));
    assertThat(Ranking.of(rows, NetworkMetrics.VALID_ACCURACY))
        .containsExactly(
            new RankedPoint(1, 0.75, List.of(rows.get(1))),
            new RankedPoint(2, 0.5, List.of(rows.get(2))),
            new RankedPoint(0, 0.25, List.of(rows.get(0))));
  }

  @Test
  void putsTheLowestLossFirst() {
    List<TrialRow> rows =
        List.of(complete(0, 0, 0.25, 3), complete(1, 0, 0.75, 2), complete(2, 0, 0.5, 1));
    List<RankedPoint> ranking = Ranking.of(rows, NetworkMetrics.VALID_LOSS);
    assertThat(ranking).extracting(RankedPoint::number).containsExactly(2, 1, 0);
    assertThat(ranking).extracting(RankedPoint::metric).containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void takesTheMeanOverARepeatedPoint() {
    // the best single trial is point 0's, the best mean point 1's
    List<TrialRow> rows =
        List.of(
            complete(0, 0, 0.75, 1),
            complete(0, 1, 0.25, 1),
            complete(1, 0, 0.625, 1),
            complete(1, 1, 0.5, 1));
    assertThat(Ranking.of(rows, NetworkMetrics.VALID_ACCURACY))
        .containsExactly(
            new RankedPoint(1, 0.5625, rows.subList(2, 4)),
            new RankedPoint(0, 0.5, rows.subList(0, 2)));
  }

  @Test
  void givesTheSameMeanAndRowsInWhateverOrderTheyCame() {
    List<TrialRow> rows =
        List.of(complete(0, 2, 0.3, 1), complete(0, 0, 0.1, 1), complete(0, 1, 0.2, 1));
    RankedPoint point = Ranking.of(rows, NetworkMetrics.VALID_ACCURACY).get(0);
    assertThat(point.rows()).extracting(row -> row.key().repeat()).containsExactly(0, 1, 2);
    assertThat(point.metric()).isCloseTo(0.2, within(1e-15));
  }

  @ParameterizedTest
  @CsvSource({"valid_accuracy, MAXIMIZE", "valid_loss, MINIMIZE"})
  void putsTheLowerNumberFirstWhereTwoAreEqual(String name, Metric.Goal goal) {
    Metric metric = new Metric(name, goal);
    List<TrialRow> rows =
        List.of(complete(11, 0, 0.5, 1), complete(2, 0, 0.5, 1), complete(7, 0, 0.5, 1));
    assertThat(Ranking.of(rows, metric)).extracting(RankedPoint::number).containsExactly(2, 7, 11);
  }

  @Test
  void leavesOutWhatDidNotComplete() {
    List<TrialRow> rows =
        List.of(
            failed(0, 0),
            complete(1, 0, 0.25, 1),
            failed(1, 1),
            ended(2, Ending.Cause.STOPPED),
            failed(3, 0));
    assertThat(Ranking.of(rows, NetworkMetrics.VALID_ACCURACY))
        .containsExactly(new RankedPoint(1, 0.25, List.of(rows.get(1))));
  }

  @Test
  void ranksNothingOfNothing() {
    assertThat(Ranking.of(List.of(failed(0, 0)), NetworkMetrics.VALID_LOSS)).isEmpty();
    assertThat(Ranking.of(List.of(), NetworkMetrics.VALID_LOSS)).isEmpty();
  }

  static TrialRow complete(int number, int repeat, double accuracy, double loss) {
    return row(
        new TrialKey(number, repeat),
        Ending.COMPLETE,
        Map.of("valid_accuracy", accuracy, "valid_loss", loss));
  }

  static TrialRow failed(int number, int repeat) {
    return row(
        new TrialKey(number, repeat),
        Ending.failed(Ending.Cause.DIVERGED, "a loss or weight was not finite"),
        Map.of());
  }

  static TrialRow ended(int number, Ending.Cause cause) {
    // a figure that must be ignored
    return row(new TrialKey(number, 0), new Ending(cause, ""), Map.of("valid_accuracy", 1.0));
  }

  static TrialRow row(TrialKey key, Ending ending, Map<String, Double> figures) {
    return new TrialRow(
        SWEEP, key, 11, Map.of(), ending, new Extent(100, 1), figures, EXECUTION, "0.1.0");
  }
}
