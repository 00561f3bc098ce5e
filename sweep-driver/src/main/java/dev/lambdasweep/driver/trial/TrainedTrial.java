package dev.lambdasweep.driver.trial;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A result, the files that are kept with it, and what its training hands over to a longer one.
 *
 * @param result result of the trial
 * @param files content by name, below the sweep's directory of models; the arrays are not copied
 * @param checkpoint what a longer training continues from; at most one element
 */
public record TrainedTrial(
    TrialResult result, Map<String, byte[]> files, List<Checkpoint> checkpoint)
    implements Serializable {
  /** Copies the map and the list in. */
  public TrainedTrial {
    files = new LinkedHashMap<>(files);
    checkpoint = List.copyOf(checkpoint);
  }

  /** Name of the file of a trial's saved model, below the sweep's directory of models. */
  public static String modelName(int trial, int repeat) {
    return "%d-%d.safetensors".formatted(trial, repeat);
  }
}
