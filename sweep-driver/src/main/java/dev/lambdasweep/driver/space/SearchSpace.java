package dev.lambdasweep.driver.space;

import static dev.lambdasweep.core.Require.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Dimensions, in order. A space without dimensions has one point, the file's own settings.
 *
 * @param dimensions dimensions of different hyperparameters
 */
public record SearchSpace(List<Dimension> dimensions) {
  /** Puts the dimensions in the order of the settings. */
  public SearchSpace {
    dimensions =
        dimensions.stream().sorted(Comparator.comparing(Dimension::hyperparameter)).toList();
    require(
        dimensions.stream().map(Dimension::hyperparameter).distinct().count() == dimensions.size(),
        "Invalid sweep.space: %s, must have each hyperparameter only once",
        dimensions);
  }

  /** Whether every dimension lists its values; true without dimensions. */
  public boolean isListed() {
    return dimensions.stream().allMatch(Dimension::isListed);
  }

  /**
   * The point whose coordinates are quantiles of each dimension's distribution.
   *
   * @param quantiles one per dimension, each in [0, 1)
   */
  public Point point(double... quantiles) {
    require(
        quantiles.length == dimensions.size(),
        "Invalid quantiles: %s, must be one per dimension, of which there are %s",
        quantiles.length,
        dimensions.size());
    List<Object> values = new ArrayList<>();
    for (int d = 0; d < quantiles.length; d++) {
      values.add(dimensions.get(d).at(quantiles[d]));
    }
    return point(values);
  }

  /**
   * The point with those values.
   *
   * @param values one per dimension, in order
   */
  public Point point(List<Object> values) {
    require(
        values.size() == dimensions.size(),
        "Invalid values: %s, must be one per dimension, of which there are %s",
        values,
        dimensions.size());
    Map<String, Object> point = new LinkedHashMap<>();
    for (int d = 0; d < dimensions.size(); d++) {
      point.put(dimensions.get(d).hyperparameter().path(), values.get(d));
    }
    return new Point(point);
  }
}
