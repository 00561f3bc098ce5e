package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Whole numbers.
 *
 * @param least lowest allowed value
 * @param most highest allowed value
 */
public record Whole(long least, long most) implements ValueKind<Long> {
  private static final String TYPE = "a whole number";

  /** Digits of the largest long. */
  private static final int LONGEST = 19;

  /** Whole numbers of at least {@code least} that fit into an int. */
  public static Whole atLeast(long least) {
    return new Whole(least, Integer.MAX_VALUE);
  }

  @Override
  public Long convert(ConfigValue value) throws Unfit {
    BigDecimal number = Hocon.number(value, TYPE);
    if (number.signum() == 0) {
      return 0L;
    }
    if (number.stripTrailingZeros().scale() > 0) {
      throw new Unfit(TYPE);
    }
    // compared by magnitude first: 1e999999999 must not be written out
    boolean isLong =
        number.precision() - (long) number.scale() <= LONGEST
            && number.toBigInteger().bitLength() < Long.SIZE;
    if (!isLong) {
      throw new Unfit(number.signum() < 0 ? atLeast() : atMost());
    }
    return number.longValueExact();
  }

  @Override
  public Optional<String> broken(Long value) {
    if (value < least) {
      return Optional.of(atLeast());
    }
    return value > most ? Optional.of(atMost()) : Optional.empty();
  }

  private String atLeast() {
    return "at least " + least;
  }

  private String atMost() {
    return "at most " + most;
  }

  @Override
  public ColumnType column() {
    return ColumnType.LONG;
  }

  @Override
  public boolean isNumber() {
    return true;
  }

  @Override
  public Object nearest(double number) {
    return Math.round(number);
  }
}
