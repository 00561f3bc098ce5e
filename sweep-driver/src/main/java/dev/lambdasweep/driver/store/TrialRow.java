package dev.lambdasweep.driver.store;

import dev.lambdasweep.core.train.Measures;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Figures;
import dev.lambdasweep.driver.trial.Outcome;
import dev.lambdasweep.driver.trial.TrialResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One row of the results table: a finished trial.
 *
 * @param sweep whose trial it is
 * @param key which one
 * @param seed of initial weights and mini-batch order
 * @param parameters column to resolved value: Double, Long, Boolean, String, or a List of these
 * @param ending how it ended
 * @param figures column ({@code valid_accuracy}) to value, finite; only what was measured, so empty
 *     for a trial that failed
 * @param execution where, when and how it was trained
 * @param codeVersion version of the program that trained it
 */
public record TrialRow(
    Sweep sweep,
    TrialKey key,
    long seed,
    Map<String, Object> parameters,
    Ending ending,
    Map<String, Double> figures,
    Execution execution,
    String codeVersion) {
  /** Copies the maps in, keeping their order. */
  public TrialRow {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** The row of a finished trial. */
  public static TrialRow of(Sweep sweep, String codeVersion, FinishedTrial trial) {
    TrialResult result = trial.result();
    return new TrialRow(
        sweep,
        TrialKey.of(result.trial()),
        result.trial().seed(),
        trial.parameters(),
        ending(result),
        figures(result.outcome()),
        result.execution(),
        codeVersion);
  }

  /** A figure by its column, if the trial has it. */
  public OptionalDouble figure(String column) {
    return figures.containsKey(column)
        ? OptionalDouble.of(figures.get(column))
        : OptionalDouble.empty();
  }

  /** Accuracy on all validation images; what trials are ranked by. */
  public OptionalDouble validAccuracy() {
    return figure("valid_accuracy");
  }

  /** Whether it trained to its end. */
  public boolean isComplete() {
    return ending.state() == State.COMPLETE;
  }

  private static Ending ending(TrialResult result) {
    Outcome outcome = result.outcome();
    if (outcome instanceof Outcome.Failed failed) {
      return new Ending(
          State.FAILED,
          failed.reason().name(),
          failed.error(),
          result.updates(),
          result.epochsRun());
    }
    return new Ending(State.COMPLETE, "", "", result.updates(), result.epochsRun());
  }

  private static Map<String, Double> figures(Outcome outcome) {
    Map<String, Double> columns = new LinkedHashMap<>();
    if (outcome instanceof Outcome.Complete complete) {
      Figures figures = complete.figures();
      put(columns, "train", figures.training());
      put(columns, "valid", figures.validation());
      columns.put("valid_accuracy_se", figures.validation().accuracyStandardError());
      figures.test().forEach(test -> put(columns, "test", test));
    }
    return columns;
  }

  private static void put(Map<String, Double> columns, String set, Measures measures) {
    columns.put(set + "_accuracy", measures.accuracy());
    columns.put(set + "_loss", measures.loss());
    columns.put(set + "_cost", measures.cost());
  }
}
