package dev.lambdasweep.driver.space;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.driver.setting.Setting;
import java.util.Comparator;
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
    return values.get(Math.min(values.size() - 1, (int) (u * values.size())));
  }

  @Override
  public double quantile(Object value) {
    require(contains(value), "Invalid value: %s, must be one of %s", value, values);
    return (values.indexOf(value) + 0.5) / values.size();
  }

  @Override
  public boolean contains(Object value) {
    return values.contains(value);
  }

  @Override
  public long levels() {
    return values.size();
  }

  @Override
  public Object level(long level) {
    return ascending().get(Math.toIntExact(level));
  }

  @Override
  public long levelOf(Object value) {
    require(contains(value), "Invalid value: %s, must be one of %s", value, values);
    return ascending().indexOf(value);
  }

  @Override
  public boolean isOrdered() {
    return values.stream().allMatch(Bounds::isNumber);
  }

  private List<Object> ascending() {
    return isOrdered()
        ? values.stream().sorted(Comparator.comparingDouble(Bounds::number)).toList()
        : values;
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
