package dev.lambdasweep.driver.trial;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A result and the files that are kept with it.
 *
 * @param result result of the trial
 * @param files content by name, below the sweep's directory of models; the arrays are not copied
 */
public record TrainedTrial(TrialResult result, Map<String, byte[]> files) implements Serializable {
  /** Copies the map in. */
  public TrainedTrial {
    files = new LinkedHashMap<>(files);
  }

  /** Name of the file of a trial's saved model, below the sweep's directory of models. */
  public static String modelName(int trial, int repeat) {
    return "%d-%d.safetensors".formatted(trial, repeat);
  }
}
