package dev.lambdasweep.driver.space;

import static dev.lambdasweep.core.Require.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Dimensions, in order. Without any, its one point is the file's own settings.
 *
 * @param dimensions each of another hyperparameter
 */
public record SearchSpace(List<Dimension> dimensions) {
  /** Puts the dimensions in the order of the settings. */
  public SearchSpace {
    dimensions =
        dimensions.stream().sorted(Comparator.comparing(Dimension::hyperparameter)).toList();
    require(
        dimensions.stream().map(Dimension::hyperparameter).distinct().count() == dimensions.size(),
        "Invalid sweep.space: %s, must have each hyperparameter once",
        dimensions);
  }

  /** Whether every dimension lists its values; also where there is none. */
  public boolean isListed() {
    return dimensions.stream().allMatch(Dimension::isListed);
  }

  /**
   * The point whose coordinates are shares of each dimension's distribution.
   *
   * @param shares one a dimension, each in [0, 1)
   */
  public Point point(double... shares) {
    require(
        shares.length == dimensions.size(),
        "Invalid shares: %s, must be one for each of %s dimensions",
        shares.length,
        dimensions.size());
    List<Object> values = new ArrayList<>();
    for (int d = 0; d < shares.length; d++) {
      values.add(dimensions.get(d).at(shares[d]));
    }
    return point(values);
  }

  /**
   * The point with those values.
   *
   * @param values one a dimension, in order
   */
  public Point point(List<Object> values) {
    require(
        values.size() == dimensions.size(),
        "Invalid values: %s, must be one for each of %s dimensions",
        values,
        dimensions.size());
    Map<String, Object> point = new LinkedHashMap<>();
    for (int d = 0; d < dimensions.size(); d++) {
      point.put(dimensions.get(d).hyperparameter().path(), values.get(d));
    }
    return new Point(point);
  }
}
