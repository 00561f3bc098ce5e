package dev.lambdasweep.driver.config;

import dev.lambdasweep.driver.setting.Settings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values of {@code from … to … step …}, in decimal arithmetic: 0.007, not 0.00700000000001. */
final class Ranges {
  /** Share of a step by which the last value may miss the upper bound. */
  private static final BigDecimal ROUNDING = new BigDecimal("1e-9");

  private Ranges() {}

  /**
   * from, from + step, … up to {@code to}, which is the last value if it is reached within
   * rounding.
   *
   * @param from first value
   * @param to at least from
   * @param step above 0
   * @return empty if there are more than {@link Settings#MOST_POINTS}
   */
  static Optional<List<BigDecimal>> values(BigDecimal from, BigDecimal to, BigDecimal step) {
    BigDecimal steps = to.subtract(from).divide(step, MathContext.DECIMAL128).add(ROUNDING);
    if (steps.compareTo(BigDecimal.valueOf(Settings.MOST_POINTS)) >= 0) {
      return Optional.empty();
    }
    int last = steps.setScale(0, RoundingMode.FLOOR).intValueExact();
    List<BigDecimal> values = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      values.add(from.add(step.multiply(BigDecimal.valueOf(i))));
    }
    BigDecimal missed = to.subtract(values.get(last)).abs();
    if (missed.compareTo(step.multiply(ROUNDING)) <= 0) {
      values.set(last, to);
    }
    return Optional.of(values);
  }
}
