package dev.lambdasweep.driver.space;

import dev.lambdasweep.driver.setting.Setting;
import java.util.List;

/**
 * Listed values, all equally likely, in the order of the list: a list, a choice, or a range.
 *
 * @param hyperparameter hyperparameter that takes the values
 * @param values values to choose from, at least one, each of the hyperparameter's type
 */
public record Listed(Setting<?> hyperparameter, List<Object> values) implements Dimension {
  private static final String PART = "values";

  /** Copies the values in. */
  public Listed {
    values = values.stream().map(hyperparameter::plain).toList();
    Bounds.require(!values.isEmpty(), hyperparameter, PART, values, "a list of at least one value");
    Bounds.require(
        values.stream().distinct().count() == values.size(),
        hyperparameter,
        PART,
        values,
        "a list of different values");
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
