package dev.lambdasweep.driver.space;

import dev.lambdasweep.driver.setting.Setting;
import java.util.List;

/**
 * Numbers with a uniform distribution: the value at u is (1 − u) · low + u · high. Whole numbers
 * are rounded from it, so that the bounds are half as likely as the others; for {@link Integers},
 * all are equally likely. On a grid, the values have equal distances, rounded to 12 digits.
 *
 * @param hyperparameter hyperparameter that takes the values
 * @param low lowest value
 * @param high highest value, above low
 * @param points values on a grid, at least 2; 0 if there is no grid
 */
public record Uniform(Setting<?> hyperparameter, double low, double high, int points)
    implements Continuous {
  private static final String TYPE = "uniform";

  /** Checks the bounds. */
  public Uniform {
    Bounds.check(hyperparameter, TYPE, low, high);
    Bounds.checkPoints(hyperparameter, points);
  }

  @Override
  public double quantile(Object value) {
    return Bounds.share(Bounds.number(value) - low, high - low);
  }

  @Override
  public List<Object> grid() {
    return Bounds.grid(this, points, low, high, this::number);
  }

  @Override
  public double number(double u) {
    return Math.min(high, Math.max(low, (1 - u) * low + u * high));
  }

  @Override
  public Object written() {
    return Bounds.written(TYPE, low, high, points);
  }
}
