package dev.lambdasweep.driver.space;

import dev.lambdasweep.driver.setting.Setting;
import java.util.List;

/**
 * Numbers whose logarithm is uniform: a value between 0.001 and 0.01 is as likely as one between
 * 0.01 and 0.1.
 *
 * <p>The value at u is low^(1−u) · high^u. Whole numbers are rounded from it. On a grid, the
 * logarithms of the values have equal distances; the values are rounded to 12 digits.
 *
 * @param hyperparameter hyperparameter that takes the values
 * @param low lowest value, above 0
 * @param high highest value, above low
 * @param points values on a grid, at least 2; 0 if there is no grid
 */
public record LogUniform(Setting<?> hyperparameter, double low, double high, int points)
    implements Continuous {
  private static final String TYPE = "log-uniform";

  /** Checks the bounds. */
  public LogUniform {
    Bounds.check(hyperparameter, TYPE, low, high);
    Bounds.require(low > 0, hyperparameter, "low", low, "above 0");
    Bounds.checkPoints(hyperparameter, points);
  }

  @Override
  public double quantile(Object value) {
    return Bounds.share(
        StrictMath.log(Math.max(low, Bounds.number(value))) - StrictMath.log(low),
        StrictMath.log(high) - StrictMath.log(low));
  }

  @Override
  public boolean isLogarithmic() {
    return true;
  }

  @Override
  public List<Object> grid() {
    return Bounds.grid(this, points, low, high, this::number);
  }

  @Override
  public double number(double u) {
    if (u <= 0 || u >= 1) {
      return u <= 0 ? low : high; // without rounding
    }
    // StrictMath: the same bits on every processor
    double logarithm = (1 - u) * StrictMath.log(low) + u * StrictMath.log(high);
    return Math.min(high, Math.max(low, StrictMath.exp(logarithm)));
  }

  @Override
  public Object written() {
    return Bounds.written(TYPE, low, high, points);
  }
}
