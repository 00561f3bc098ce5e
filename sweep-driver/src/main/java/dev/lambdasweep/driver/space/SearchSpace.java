package dev.lambdasweep.driver.space;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Dimensions, in order. A space without dimensions has one point, the file's own settings.
 *
 * <p>A dimension with conditions is active where each of them holds, and where the parents are
 * active themselves. Points do not contain the values of inactive dimensions.
 *
 * @param dimensions dimensions of different hyperparameters
 * @param conditions when dimensions are active; a dimension without any is always active
 * @param constraint which points samplers may propose
 */
public record SearchSpace(
    List<Dimension> dimensions, List<Condition> conditions, Constraint constraint) {
  /** Puts the dimensions in the order of the settings. */
  public SearchSpace {
    dimensions =
        dimensions.stream().sorted(Comparator.comparing(Dimension::hyperparameter)).toList();
    conditions = List.copyOf(conditions);
    List<Setting<?>> hyperparameters = new ArrayList<>();
    dimensions.forEach(dimension -> hyperparameters.add(dimension.hyperparameter()));
    require(
        hyperparameters.stream().distinct().count() == dimensions.size(),
        "Invalid sweep.space: %s, must have each hyperparameter only once",
        dimensions);
    for (Condition condition : conditions) {
      require(
          hyperparameters.contains(condition.hyperparameter())
              && hyperparameters.contains(condition.parent()),
          "Invalid condition: %s, must be about dimensions",
          condition);
    }
    Optional<Condition> circular = circular(conditions);
    require(
        circular.isEmpty(),
        "Invalid condition: %s, must not depend on itself",
        circular.orElse(null));
  }

  /** All points of some dimensions. */
  public SearchSpace(List<Dimension> dimensions, List<Condition> conditions) {
    this(dimensions, conditions, Constraint.NONE);
  }

  /** All points of dimensions without conditions. */
  public SearchSpace(List<Dimension> dimensions) {
    this(dimensions, List.of());
  }

  /** This space with another constraint. */
  public SearchSpace with(Constraint other) {
    return new SearchSpace(dimensions, conditions, other);
  }

  /** The hyperparameters of the dimensions, in order. */
  public List<Setting<?>> hyperparameters() {
    List<Setting<?>> hyperparameters = new ArrayList<>();
    dimensions.forEach(dimension -> hyperparameters.add(dimension.hyperparameter()));
    return hyperparameters;
  }

  /** The error of a sampler that finds no point that is allowed. */
  UserException noneAllowed(int tries) {
    return UserException.of(
        "Cannot draw a point: none of %s satisfies %s = %s (change the condition, or narrow the"
            + " space to it)",
        tries, Settings.WHERE, constraint);
  }

  /** Whether samplers may propose a point. */
  public boolean allows(Point point) {
    return constraint.allows(point);
  }

  /** A condition of a dimension that is, through others, on that dimension itself. */
  public static Optional<Condition> circular(List<Condition> conditions) {
    return conditions.stream()
        .filter(
            condition ->
                dependsOn(
                    conditions, condition.parent(), condition.hyperparameter(), conditions.size()))
        .findFirst();
  }

  private static boolean dependsOn(
      List<Condition> conditions, Setting<?> child, Setting<?> parent, int depth) {
    return conditions.stream()
        .filter(condition -> condition.hyperparameter().equals(child))
        .anyMatch(
            condition ->
                condition.parent().equals(parent)
                    || (depth > 0 && dependsOn(conditions, condition.parent(), parent, depth - 1)));
  }

  /** The conditions of a dimension. */
  public List<Condition> conditionsOf(Setting<?> hyperparameter) {
    return conditions.stream()
        .filter(condition -> condition.hyperparameter().equals(hyperparameter))
        .toList();
  }

  /** Whether every dimension lists its values; true without dimensions. */
  public boolean isListed() {
    return dimensions.stream().allMatch(Dimension::isListed);
  }

  /**
   * The point whose coordinates are quantiles of each dimension's distribution.
   *
   * @param quantiles one per dimension, each in [0, 1); those of inactive dimensions are ignored
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
   * @param values one per dimension, in order; those of inactive dimensions are ignored
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
    Map<String, Object> active = new LinkedHashMap<>(point);
    for (Dimension dimension : dimensions) {
      if (!isActive(dimension.hyperparameter(), point)) {
        active.remove(dimension.hyperparameter().path());
      }
    }
    return new Point(active);
  }

  /** Whether it has exactly the dimensions that are active there, each with one of its values. */
  public boolean contains(Point point) {
    boolean isPoint = true;
    for (Dimension dimension : dimensions) {
      Setting<?> hyperparameter = dimension.hyperparameter();
      Object value = point.values().get(hyperparameter.path());
      isPoint &=
          isActive(hyperparameter, point.values()) ? dimension.contains(value) : value == null;
    }
    return isPoint;
  }

  /** The dimensions that have conditions and are not part of a point. */
  public List<Setting<?>> inactive(Point point) {
    List<Setting<?>> inactive = new ArrayList<>();
    for (Dimension dimension : dimensions) {
      Setting<?> hyperparameter = dimension.hyperparameter();
      if (!conditionsOf(hyperparameter).isEmpty()
          && !point.values().containsKey(hyperparameter.path())) {
        inactive.add(hyperparameter);
      }
    }
    return inactive;
  }

  /** Whether a dimension is named in the condition of another one. */
  public boolean isParent(Setting<?> hyperparameter) {
    return conditions.stream().anyMatch(condition -> condition.parent().equals(hyperparameter));
  }

  /**
   * Whether a dimension is active.
   *
   * @param values values of at least the dimensions that it depends on and that are active
   */
  boolean isActive(Setting<?> hyperparameter, Map<String, Object> values) {
    return conditionsOf(hyperparameter).stream()
        .allMatch(
            condition ->
                condition.values().contains(values.get(condition.parent().path()))
                    && isActive(condition.parent(), values));
  }
}
