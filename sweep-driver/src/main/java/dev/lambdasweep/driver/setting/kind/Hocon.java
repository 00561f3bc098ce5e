package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Texts and numbers of a file's values, as they were written. */
public final class Hocon {
  /** Length beyond which a text is not parsed as a number: parsing takes quadratic time. */
  private static final int LONGEST_NUMBER = 1000;

  /** Trailing zeros or decimals beyond which a number is shown with an exponent. */
  private static final int LONGEST_PLAIN = 12;

  private Hocon() {}

  /** An enum's constant as a file names it: HALF_LAMBDA is half-lambda. */
  public static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a value is a text, a number, true or false. */
  public static boolean isScalar(ConfigValue value) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> true;
      case LIST, OBJECT, NULL -> false;
    };
  }

  /** The value as it was written, for a message or for parsing: 1e400 stays 1e400. */
  public static String text(ConfigValue value) {
    return isScalar(value)
        ? value.atKey("value").getString("value")
        : value.render(ConfigRenderOptions.concise());
  }

  /**
   * The texts of a list, as they were written.
   *
   * @throws Unfit with the rule, if the value is not a list of texts
   */
  static List<String> texts(ConfigValue value, String rule) throws Unfit {
    if (!(value instanceof ConfigList list) || !list.stream().allMatch(Hocon::isScalar)) {
      throw new Unfit(rule);
    }
    return list.stream().map(Hocon::text).toList();
  }

  /** A number without needless digits: 1, not 1.0. */
  public static String text(double number) {
    if (!Double.isFinite(number)) {
      return String.valueOf(number);
    }
    BigDecimal decimal = BigDecimal.valueOf(number).stripTrailingZeros();
    return Math.abs(decimal.scale()) > LONGEST_PLAIN ? decimal.toString() : decimal.toPlainString();
  }

  /**
   * The exact number.
   *
   * @throws Unfit with the rule, if the value is not a number
   */
  public static BigDecimal number(ConfigValue value, String rule) throws Unfit {
    boolean mayBeNumber =
        value.valueType() == ConfigValueType.NUMBER || value.valueType() == ConfigValueType.STRING;
    try {
      if (mayBeNumber && text(value).length() <= LONGEST_NUMBER) {
        return new BigDecimal(text(value).strip());
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw new Unfit(rule);
  }
}
