package dev.lambdasweep.driver.space;

import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.kind.Hocon;
import java.util.List;
import java.util.Map;

/**
 * Numbers with a normal distribution, restricted to [low, high].
 *
 * <p>The value at u is mean + sd · Φ⁻¹(Φ(a) + u (Φ(b) − Φ(a))) with a = (low − mean) / sd and b =
 * (high − mean) / sd. Whole numbers are rounded from it. On a grid, the values are those at (i + ½)
 * / points, rounded to 12 digits.
 *
 * @param hyperparameter hyperparameter that takes the values
 * @param mean mean of the normal distribution
 * @param sd standard deviation of the normal distribution, above 0
 * @param low lowest value, below mean + 4 sd
 * @param high highest value, above low and mean − 4 sd
 * @param points values on a grid, at least 2; 0 if there is no grid
 */
public record Gaussian(
    Setting<?> hyperparameter, double mean, double sd, double low, double high, int points)
    implements Continuous {
  private static final String TYPE = "normal";

  /** Checks the parameters. */
  public Gaussian {
    Bounds.check(hyperparameter, TYPE, low, high);
    Bounds.require(sd > 0, hyperparameter, "sd", sd, "above 0");
    Bounds.require(
        low < highest(mean, sd),
        hyperparameter,
        "low",
        low,
        "below mean + 4 sd = " + Hocon.text(highest(mean, sd)));
    Bounds.require(
        high > lowest(mean, sd),
        hyperparameter,
        "high",
        high,
        "above mean - 4 sd = " + Hocon.text(lowest(mean, sd)));
    Bounds.checkPoints(hyperparameter, points);
  }

  /** Lower bound if a file does not set it: mean − 4 sd. */
  public static double lowest(double mean, double sd) {
    return mean - NormalRange.USUAL * sd;
  }

  /** Upper bound if a file does not set it: mean + 4 sd. */
  public static double highest(double mean, double sd) {
    return mean + NormalRange.USUAL * sd;
  }

  @Override
  public double quantile(Object value) {
    double number = Math.min(high, Math.max(low, Bounds.number(value)));
    return Bounds.share(range().quantile((number - mean) / sd), 1);
  }

  @Override
  public List<Object> grid() {
    return Bounds.gridOfShares(this, points, this::number);
  }

  private NormalRange range() {
    return new NormalRange((low - mean) / sd, (high - mean) / sd);
  }

  @Override
  public double number(double u) {
    if (u <= 0 || u >= 1) {
      return u <= 0 ? low : high; // without rounding
    }
    return Math.min(high, Math.max(low, mean + sd * range().at(u)));
  }

  @Override
  public Object written() {
    Map<String, Object> written = Bounds.written(TYPE, low, high, points);
    written.put("mean", mean);
    written.put("sd", sd);
    return written;
  }
}
