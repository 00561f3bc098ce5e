package dev.lambdasweep.driver.store;

import dev.lambdasweep.driver.trial.TrialResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A trial that has ended, and the hyperparameters for its row.
 *
 * @param result everything that the training produced
 * @param parameters column to resolved value, swept or not: Double, Long, Boolean, String, or a
 *     List of these
 * @param codeVersion version of the program that trained it; empty if it is this one
 */
public record FinishedTrial(
    TrialResult result, Map<String, Object> parameters, Optional<String> codeVersion) {
  /** Copies the parameters in, keeping their order. */
  public FinishedTrial {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** A trial that this program has trained. */
  public FinishedTrial(TrialResult result, Map<String, Object> parameters) {
    this(result, parameters, Optional.empty());
  }
}
