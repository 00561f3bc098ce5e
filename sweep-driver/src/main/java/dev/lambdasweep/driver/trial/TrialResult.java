package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.train.Ending;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that came of one trial; its row, its curve and what lies beside them.
 *
 * @param trial what was trained
 * @param ending how it ended
 * @param figures name to value, finite; empty if it failed
 * @param extent how far it went
 * @param execution where, when and how
 * @param curve measurements in the order of their updates
 * @param outcomes which validation rows were classified correctly; at most one, none if it failed
 * @param testDetail what else is kept of the test rows; at most one, and of a {@code final} alone
 */
public record TrialResult(
    Trial trial,
    Ending ending,
    Map<String, Double> figures,
    Extent extent,
    Execution execution,
    List<CurvePoint> curve,
    List<ImageOutcomes> outcomes,
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
        "Invalid figures: %s, must be none where the trial failed",
        figures);
  }
}
