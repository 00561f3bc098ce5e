package dev.lambdasweep.driver.table.row;

import java.math.BigDecimal;
import java.util.Comparator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;

/** The values of categories and classes as text, and their order. */
public final class CategoryText {
  /** Trailing zeros or decimals beyond which a number is shown with an exponent. */
  private static final int LONGEST_PLAIN = 20;

  private CategoryText() {}

  /**
   * A value that is neither missing nor infinite, as text: a whole number is the same text whatever
   * its type, so 1 for an int and for 1.0.
   *
   * @param type type of the column: text, true or false, or numbers
   */
  public static UTF8String of(InternalRow row, int ordinal, DataType type) {
    if (type instanceof BooleanType) {
      return UTF8String.fromString(String.valueOf(row.getBoolean(ordinal)));
    }
    NumberType number = NumberType.of(type).orElse(null);
    return number == null
        ? row.getUTF8String(ordinal)
        : UTF8String.fromString(text(number, row, ordinal));
  }

  private static String text(NumberType number, InternalRow row, int ordinal) {
    BigDecimal exact = number.exact(row, ordinal).stripTrailingZeros();
    if (exact.signum() == 0) {
      return "0";
    }
    return Math.abs(exact.scale()) > LONGEST_PLAIN ? exact.toString() : exact.toPlainString();
  }

  /** Numbers by their size, all others by code point, which puts false before true. */
  public static Comparator<String> order(DataType type) {
    return NumberType.of(type).isPresent()
        ? Comparator.comparing(BigDecimal::new)
        : Comparator.comparing(UTF8String::fromString);
  }
}
