package dev.lambdasweep.driver.store;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.driver.store.column.RowMap;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import dev.lambdasweep.driver.trial.TrialResult;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One row of the results table: a finished trial.
 *
 * @param sweep sweep of the trial
 * @param key number, repeat and fold of the trial
 * @param seed seed of initial weights and mini-batch order
 * @param parameters column name to resolved value: Double, Long, Boolean, String, or a List of
 *     these
 * @param ending how the trial ended
 * @param extent length of the training
 * @param figures name ({@code valid_accuracy}) to finite value; only those measured, so empty for a
 *     failed trial
 * @param execution place, time and circumstances of the trial's training
 * @param codeVersion version of the program that trained it
 */
public record TrialRow(
    Sweep sweep,
    TrialKey key,
    long seed,
    Map<String, Object> parameters,
    Ending ending,
    Extent extent,
    Map<String, Double> figures,
    Execution execution,
    String codeVersion) {
  /** Copies the maps in, keeping their order. */
  public TrialRow {
    parameters = RowMap.copyOf(parameters);
    figures = RowMap.copyOf(figures);
  }

  /** The row of a finished trial. */
  public static TrialRow of(Sweep sweep, String codeVersion, FinishedTrial trial) {
    TrialResult result = trial.result();
    return new TrialRow(
        sweep,
        TrialKey.of(result.trial()),
        result.trial().seed(),
        trial.parameters(),
        result.ending(),
        result.extent(),
        result.figures(),
        result.execution(),
        trial.codeVersion().orElse(codeVersion));
  }

  /** A figure by its name, if the trial has it. */
  public OptionalDouble figure(String column) {
    return figures.containsKey(column)
        ? OptionalDouble.of(figures.get(column))
        : OptionalDouble.empty();
  }

  /** How it ended: COMPLETE, STOPPED or FAILED. */
  public String state() {
    return ending.isFailed() ? "FAILED" : ending.cause().name();
  }

  /** Why it failed, such as DIVERGED; empty if it did not. */
  public String failReason() {
    return ending.isFailed() ? ending.cause().name() : "";
  }

  /** Whether it has no figures. */
  public boolean isFailed() {
    return ending.isFailed();
  }

  /** Whether a stopping rule ended it, because others were better. */
  public boolean isStopped() {
    return ending.cause() == Ending.Cause.STOPPED;
  }

  /** Whether it trained to its full length. */
  public boolean isComplete() {
    return ending.isComplete();
  }
}
