package dev.lambdasweep.driver.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.setting.NetworkMetrics;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import dev.lambdasweep.driver.trial.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialTextTest {
  private static final Trial TRIAL = new Trial(3, 1, 7, new Point(Map.of("training.lambda", 0.5)));

  @Test
  void saysHowATrialEndedByItsObjective() {
    TrialRow row = row(Ending.COMPLETE, Map.of("valid_accuracy", 0.48936, "valid_rmse", 1234.5678));

    assertThat(TrialText.ended(NetworkMetrics.VALID_ACCURACY, TRIAL, row))
        .isEqualTo("trial 3: lambda = 0.5, repeat 1: valid accuracy 0.4894 (2.0 s)");
    assertThat(TrialText.ended(NetworkMetrics.VALID_RMSE, TRIAL, row))
        .isEqualTo("trial 3: lambda = 0.5, repeat 1: valid rmse 1234.57 (2.0 s)");
    assertThat(TrialText.best(NetworkMetrics.VALID_RMSE, List.of("lambda"), row))
        .isEqualTo("1234.57 at lambda = 0.5");
  }

  @Test
  void saysWhereATrainingWasCompared() {
    TrialRow row = row(Ending.STOPPED, Map.of("valid_accuracy", 0.48936));

    assertThat(TrialText.ended(NetworkMetrics.VALID_ACCURACY, TRIAL, row))
        .isEqualTo("trial 3: lambda = 0.5, repeat 1: valid accuracy 0.4894 at rung 2 (2.0 s)");
  }

  @Test
  void saysWhyATrialFailed() {
    TrialRow row = row(Ending.failed(Ending.Cause.DIVERGED, "the loss is NaN"), Map.of());

    assertThat(TrialText.ended(Metric.minimize("distance"), TRIAL, row))
        .isEqualTo("trial 3: lambda = 0.5, repeat 1: DIVERGED, the loss is NaN");
  }

  private static TrialRow row(Ending ending, Map<String, Double> figures) {
    return new TrialRow(
        new Sweep(new SweepId("coarse-20261120T193000-7f3a"), "coarse", Kind.SEARCH, ""),
        TrialKey.of(TRIAL),
        7,
        Map.of("lambda", 0.5),
        ending,
        new Extent(10, 1, 0, 0, ending.equals(Ending.STOPPED) ? 2 : -1),
        figures,
        new Execution(Instant.EPOCH, 1.5, 0.5, 1, "host", "driver", 0, "OpenBLAS", "app-1", ""),
        "0.1.0");
  }
}
