package dev.lambdasweep.driver.console;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.analysis.Ranking;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.network.NetworkTrainer;
import dev.lambdasweep.driver.sql.FigureText;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.trial.RunningTrial;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The trials that are running as text for people. Of short trials it says nothing: their rows
 * arrive soon.
 */
public final class RunningTrials {
  private static final long LONG_NANOS = 10_000_000_000L;

  private final Metric objective;
  private final String unit;
  private final LongSupplier nanoClock;

  /** When each was first seen, by the clock of this machine. */
  private final Map<TrialKey, Long> seen = new HashMap<>();

  /** The running trials of a sweep. */
  public RunningTrials(SweepConfig config) {
    this(
        config.objective(),
        config.trainer().equals(NetworkTrainer.NAME) ? "update" : "step",
        System::nanoTime);
  }

  /**
   * The running trials of a sweep.
   *
   * @param unit name of the trainer's steps
   */
  RunningTrials(Metric objective, String unit, LongSupplier nanoClock) {
    this.objective = objective;
    this.unit = unit;
    this.nanoClock = nanoClock;
  }

  /**
   * The trials that are running now, and how far the best of them is: "2 running: trial 7 at update
   * 1200, valid accuracy 0.4120".
   *
   * @return text of one line; empty if none of them has been running for 10 s
   */
  public String text(List<RunningTrial> running) {
    long now = nanoClock.getAsLong();
    seen.keySet().retainAll(running.stream().map(TrialKey::of).toList());
    running.forEach(trial -> seen.putIfAbsent(TrialKey.of(trial), now));
    if (seen.values().stream().noneMatch(since -> now - since >= LONG_NANOS)) {
      return "";
    }
    return running.size() + " running" + farthest(running).map(this::detail).orElse("");
  }

  /** The one with the best value of the objective; if none has any, the one with the most steps. */
  private Optional<RunningTrial> farthest(List<RunningTrial> running) {
    Comparator<RunningTrial> bySteps = Comparator.comparingInt(RunningTrial::step);
    return running.stream()
        .filter(trial -> value(trial).isPresent())
        .min(Ranking.bestFirst(objective, trial -> value(trial).orElseThrow()))
        .or(() -> running.stream().filter(trial -> trial.step() > 0).max(bySteps));
  }

  private String detail(RunningTrial trial) {
    String training = TrialKey.of(trial).training();
    return ": trial %d%s at %s %d%s"
        .formatted(
            trial.trial(),
            training.isEmpty() ? "" : ", " + training + ",",
            unit,
            trial.step(),
            value(trial).map(this::figure).orElse(""));
  }

  private String figure(double value) {
    return ", " + FigureText.name(objective.name()) + " " + FigureText.of(objective.name(), value);
  }

  private Optional<Double> value(RunningTrial trial) {
    return Optional.ofNullable(trial.metrics().get(objective.name())).filter(Double::isFinite);
  }
}
