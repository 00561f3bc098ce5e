package dev.lambdasweep.driver.space;

import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.kind.Hocon;
import java.util.List;
import java.util.Map;

/**
 * Numbers whose logarithm has a normal distribution, restricted to [low, high].
 *
 * <p>The value at u is median · factor^z with z = Φ⁻¹(Φ(a) + u (Φ(b) − Φ(a))), a = log(low /
 * median) / log(factor) and b = log(high / median) / log(factor): 68 % of the unrestricted values
 * are between median / factor and median · factor. Whole numbers are rounded from it. On a grid,
 * the values are those at (i + ½) / points, rounded to 12 digits.
 *
 * @param hyperparameter hyperparameter that takes the values
 * @param median median of the unrestricted distribution, above 0
 * @param factor its geometric standard deviation, e^σ for the standard deviation σ of the
 *     logarithm; above 1
 * @param low lowest value, above 0 and below median · factor⁴
 * @param high highest value, above low and median / factor⁴
 * @param points values on a grid, at least 2; 0 if there is no grid
 */
public record LogGaussian(
    Setting<?> hyperparameter, double median, double factor, double low, double high, int points)
    implements Continuous {
  private static final String TYPE = "log-normal";

  /** Checks the parameters. */
  public LogGaussian {
    Bounds.require(median > 0, hyperparameter, "median", median, "above 0");
    Bounds.require(factor > 1, hyperparameter, "factor", factor, "above 1");
    Bounds.check(hyperparameter, TYPE, low, high);
    Bounds.require(low > 0, hyperparameter, "low", low, "above 0");
    Bounds.require(
        low < highest(median, factor),
        hyperparameter,
        "low",
        low,
        "below median * factor^4 = " + Hocon.text(highest(median, factor)));
    Bounds.require(
        high > lowest(median, factor),
        hyperparameter,
        "high",
        high,
        "above median / factor^4 = " + Hocon.text(lowest(median, factor)));
    Bounds.checkPoints(hyperparameter, points);
  }

  /** Lower bound if a file does not set it: median / factor⁴. */
  public static double lowest(double median, double factor) {
    return median / StrictMath.pow(factor, NormalRange.USUAL);
  }

  /** Upper bound if a file does not set it: median · factor⁴. */
  public static double highest(double median, double factor) {
    return median * StrictMath.pow(factor, NormalRange.USUAL);
  }

  @Override
  public double quantile(Object value) {
    double number = Math.min(high, Math.max(low, Bounds.number(value)));
    return Bounds.share(range().quantile(standardized(number)), 1);
  }

  @Override
  public boolean isLogarithmic() {
    return true;
  }

  @Override
  public List<Object> grid() {
    return Bounds.gridOfShares(this, points, this::number);
  }

  private NormalRange range() {
    return new NormalRange(standardized(low), standardized(high));
  }

  /** Number of standard deviations from the median, on the logarithmic scale. */
  private double standardized(double number) {
    return (StrictMath.log(number) - StrictMath.log(median)) / StrictMath.log(factor);
  }

  @Override
  public double number(double u) {
    if (u <= 0 || u >= 1) {
      return u <= 0 ? low : high; // without rounding
    }
    double logarithm = StrictMath.log(median) + StrictMath.log(factor) * range().at(u);
    return Math.min(high, Math.max(low, StrictMath.exp(logarithm)));
  }

  @Override
  public Object written() {
    Map<String, Object> written = Bounds.written(TYPE, low, high, points);
    written.put("median", median);
    written.put("factor", factor);
    return written;
  }
}
