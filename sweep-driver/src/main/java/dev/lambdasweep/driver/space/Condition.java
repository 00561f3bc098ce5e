package dev.lambdasweep.driver.space;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.driver.setting.Setting;
import java.util.List;

/**
 * A dimension that is part of a point only where another one has certain values: the momentum of
 * {@code optimizer = sgd}.
 *
 * @param hyperparameter hyperparameter of the dimension
 * @param parent hyperparameter of the other dimension
 * @param values values of the parent, at least one, with which the dimension is active
 */
public record Condition(Setting<?> hyperparameter, Setting<?> parent, List<Object> values) {
  /** Copies the values in. */
  public Condition {
    values = values.stream().map(parent::plain).toList();
    require(!values.isEmpty(), "Invalid values: %s, must be at least one", values);
    require(
        !hyperparameter.equals(parent),
        "Invalid parent: %s, must be another dimension than %s itself",
        parent,
        hyperparameter);
  }
}
