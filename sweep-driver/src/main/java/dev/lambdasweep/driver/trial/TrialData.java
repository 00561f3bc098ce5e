package dev.lambdasweep.driver.trial;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import java.io.Serializable;
import java.util.List;

/**
 * The images that a trial is trained on, as held by an executor.
 *
 * @param dataset training and validation images
 * @param test test images, which only a {@code final} sweep has; otherwise empty
 */
public record TrialData(Dataset dataset, List<Examples> test) implements Serializable {
  /** Copies the list in. */
  public TrialData {
    test = List.copyOf(test);
  }
}
