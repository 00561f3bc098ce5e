package dev.lambdasweep.driver.space;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.driver.setting.Setting;
import java.util.List;

/**
 * Values that are listed, all as likely, in the list's order: a list, a choice, or a range.
 *
 * @param hyperparameter whose values they are
 * @param values at least one, each of the hyperparameter's type
 */
public record Listed(Setting<?> hyperparameter, List<Object> values) implements Dimension {
  /** Copies the values in. */
  public Listed {
    values = values.stream().map(hyperparameter::plain).toList();
    require(!values.isEmpty(), "Invalid values: %s, must be a list of at least one value", values);
    require(
        values.stream().distinct().count() == values.size(),
        "Invalid values: %s, must be a list of different values",
        values);
  }

  @Override
  public Object at(double u) {
    return values.get((int) (u * values.size()));
  }

  @Override
  public List<Object> grid() {
    return values;
  }

  @Override
  public long gridSize() {
    return values.size();
  }

  @Override
  public boolean isListed() {
    return true;
  }

  @Override
  public Object written() {
    return values;
  }
}
