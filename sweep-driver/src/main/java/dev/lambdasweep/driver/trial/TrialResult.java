package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.train.Ending;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of one trial: its row, its curve, and the details stored with them.
 *
 * @param trial trial that was trained
 * @param ending ending of the trial
 * @param figures finite figures by name; empty if it failed
 * @param extent extent of the training
 * @param execution place, time and circumstances of the training
 * @param curve measurements in the order of their updates
 * @param outcomes outcomes on the validation rows; at most one element, none if it failed
 * @param testDetail further results on the test rows; at most one element, only for {@code final}
 */
public record TrialResult(
    Trial trial,
    Ending ending,
    Map<String, Double> figures,
    Extent extent,
    Execution execution,
    List<CurvePoint> curve,
    List<RowOutcomes> outcomes,
    List<TestDetail> testDetail)
    implements Serializable {

  /** Copies the lists and the map in, and checks the figures. */
  public TrialResult {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    curve = List.copyOf(curve);
    outcomes = List.copyOf(outcomes);
    testDetail = List.copyOf(testDetail);
    require(
        figures.values().stream().allMatch(Double::isFinite),
        "Invalid figures: %s, must be finite",
        figures);
    require(
        !ending.isFailed() || figures.isEmpty(),
        "Invalid figures: %s, must be empty if the trial failed",
        figures);
  }
}
