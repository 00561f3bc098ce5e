package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigValue;
import java.util.Optional;

/**
 * Finite real numbers between two bounds.
 *
 * @param low lower bound, or −∞
 * @param includesLow whether the lower bound itself is allowed
 * @param high upper bound, or ∞
 * @param includesHigh whether the upper bound itself is allowed
 */
public record Real(double low, boolean includesLow, double high, boolean includesHigh)
    implements ValueKind<Double> {
  /** Numbers of at least {@code low}. */
  public static Real atLeast(double low) {
    return new Real(low, true, Double.POSITIVE_INFINITY, true);
  }

  /** Numbers above {@code low}. */
  public static Real above(double low) {
    return new Real(low, false, Double.POSITIVE_INFINITY, true);
  }

  /** Numbers from {@code low} to {@code high}, both included. */
  public static Real between(double low, double high) {
    return new Real(low, true, high, true);
  }

  @Override
  public Double convert(ConfigValue value) throws Unfit {
    // + 0.0 makes −0.0 a plain 0
    return Hocon.number(value, "a number").doubleValue() + 0.0;
  }

  @Override
  public Optional<String> broken(Double value) {
    if (!Double.isFinite(value)) {
      return Optional.of("finite");
    }
    if (includesLow ? value < low : value <= low) {
      return Optional.of((includesLow ? "at least " : "above ") + Hocon.text(low));
    }
    if (includesHigh ? value > high : value >= high) {
      return Optional.of((includesHigh ? "at most " : "below ") + Hocon.text(high));
    }
    return Optional.empty();
  }

  @Override
  public ColumnType column() {
    return ColumnType.DOUBLE;
  }

  @Override
  public boolean isNumber() {
    return true;
  }

  @Override
  public Object nearest(double number) {
    return number;
  }
}
