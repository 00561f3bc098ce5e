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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The trials that are running as text for people. Of short trials it says nothing: their rows
 * arrive soon.
 */
public final class RunningTrials {
  private static final long LONG_NANOS = 2_000_000_000L;
  private static final int MOST_SHOWN = 4;

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
   * The trials that are running now, as {@link #list} shows them.
   *
   * @return text of one line; empty if none of them has been running for 2 s
   */
  public String text(List<RunningTrial> running) {
    long now = nanoClock.getAsLong();
    seen.keySet().retainAll(running.stream().map(TrialKey::of).toList());
    running.forEach(trial -> seen.putIfAbsent(TrialKey.of(trial), now));
    if (seen.values().stream().noneMatch(since -> now - since >= LONG_NANOS)) {
      return "";
    }
    return list(running);
  }

  /**
   * Trials that are running, the best of them first, and how far they are: "2 running: trial 7 at
   * update 1200, valid accuracy 0.4120; trial 8 at update 900".
   *
   * @return text of one line; empty if there are none
   */
  public String list(List<RunningTrial> running) {
    if (running.isEmpty()) {
      return "";
    }
    String shown =
        Stream.concat(
                running.stream()
                    .filter(trial -> value(trial).isPresent())
                    .sorted(Ranking.bestFirst(objective, trial -> value(trial).orElseThrow())),
                running.stream()
                    .filter(trial -> value(trial).isEmpty())
                    .sorted(Comparator.comparingInt(RunningTrial::step).reversed()))
            .limit(MOST_SHOWN)
            .map(this::detail)
            .collect(Collectors.joining("; "));
    int more = running.size() - MOST_SHOWN;
    return running.size() + " running: " + shown + (more > 0 ? "; and " + more + " more" : "");
  }

  private String detail(RunningTrial trial) {
    String training = TrialKey.of(trial).training();
    return "trial %d%s%s%s"
        .formatted(
            trial.trial(),
            training.isEmpty() ? "" : ", " + training + (trial.step() > 0 ? "," : ""),
            trial.step() > 0 ? " at %s %d".formatted(unit, trial.step()) : "",
            value(trial).map(this::figure).orElse(""));
  }

  private String figure(double value) {
    return ", " + FigureText.name(objective.name()) + " " + FigureText.of(objective.name(), value);
  }

  private Optional<Double> value(RunningTrial trial) {
    return Optional.ofNullable(trial.metrics().get(objective.name())).filter(Double::isFinite);
  }
}
