package dev.lambdasweep.driver.trial;

import java.io.Serializable;
import java.util.List;

/**
 * A result and, where it is kept, the model.
 *
 * @param result what the rows tell
 * @param model the saved model's bytes, or empty; not copied
 */
public record TrainedTrial(TrialResult result, List<byte[]> model) implements Serializable {
  /** Copies the list in. */
  public TrainedTrial {
    model = List.copyOf(model);
  }
}
