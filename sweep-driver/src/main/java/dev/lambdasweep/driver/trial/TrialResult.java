package dev.lambdasweep.driver.trial;

import java.io.Serializable;
import java.util.BitSet;
import java.util.List;

/**
 * All that came of one trial; its row, its curve and its outcomes image by image.
 *
 * @param trial what was trained
 * @param outcome how it ended
 * @param updates mini-batch updates done
 * @param epochsRun passes over the training images done, with their fraction
 * @param execution where, when and how
 * @param curve measurements in the order of their updates
 * @param validationCorrect bit i is set where validation image i was classified correctly; empty if
 *     the trial failed
 * @param testDetail what else is kept of the test images, or empty; a {@code final} sweep alone has
 *     it
 */
public record TrialResult(
    Trial trial,
    Outcome outcome,
    int updates,
    double epochsRun,
    Execution execution,
    List<CurvePoint> curve,
    BitSet validationCorrect,
    List<TestDetail> testDetail)
    implements Serializable {
  /** Copies the lists and the bits in. */
  public TrialResult {
    curve = List.copyOf(curve);
    testDetail = List.copyOf(testDetail);
    validationCorrect = (BitSet) validationCorrect.clone();
  }

  @Override
  public BitSet validationCorrect() {
    return (BitSet) validationCorrect.clone();
  }
}
