package dev.lambdasweep.driver.trial;

import java.io.Serializable;
import java.util.List;

/**
 * A result and, if it is kept, the model.
 *
 * @param result result of the trial
 * @param model bytes of the saved model, or empty; the array is not copied
 */
public record TrainedTrial(TrialResult result, List<byte[]> model) implements Serializable {
  /** Copies the list in. */
  public TrainedTrial {
    model = List.copyOf(model);
  }
}
