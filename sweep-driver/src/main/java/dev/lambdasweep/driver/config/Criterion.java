package dev.lambdasweep.driver.config;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.setting.NetworkMetrics;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.MetricName;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How points are ranked and compared.
 *
 * @param objective metric that ranks them
 * @param level level of significance of the differences between points, above 0 and at most 1;
 *     intervals have confidence 1 − level
 */
public record Criterion(Metric objective, double level) {

  /**
   * The criterion that values of settings give.
   *
   * @throws UserException if they name no metric, or no goal for a metric that is not known
   */
  static Criterion of(SettingValues values) {
    String metric =
        values
            .get(Settings.METRIC)
            .orElseThrow(
                () ->
                    UserException.of(
                        "Cannot rank points: the metric depends on the data (set %s)",
                        Settings.METRIC));
    Metric.Goal goal =
        values
            .get(Settings.GOAL)
            .or(() -> goal(values, metric))
            .orElseThrow(
                () ->
                    UserException.of(
                        "Cannot rank points by %s: it is not known whether high or low values are"
                            + " better (set %s)",
                        metric, Settings.GOAL));
    return new Criterion(new Metric(MetricName.column(metric), goal), values.get(Settings.LEVEL));
  }

  private static Optional<Metric.Goal> goal(SettingValues values, String metric) {
    return Stream.concat(values.table().metrics().stream(), NetworkMetrics.ALL.stream())
        .filter(known -> MetricName.of(known).equals(metric))
        .map(Metric::goal)
        .findFirst();
  }

  /** Values of settings that name a metric; its goal is theirs if they set one. */
  static SettingValues named(SettingValues values, Metric metric) {
    return values
        .with(Settings.METRIC, Optional.of(MetricName.of(metric)))
        .with(Settings.GOAL, values.get(Settings.GOAL).or(() -> Optional.of(metric.goal())))
        .asBase();
  }
}
