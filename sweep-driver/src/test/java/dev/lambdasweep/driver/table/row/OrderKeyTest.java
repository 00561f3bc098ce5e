package dev.lambdasweep.driver.table.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class OrderKeyTest {
  private static byte[] key(DataType type, Object value) {
    OrderKey key = new OrderKey(List.of(new Field("x", 0, type)));
    return key.of(new GenericInternalRow(new Object[] {value}));
  }

  /** Requires that the keys of values, which are sorted, are sorted too. */
  private static void assertSorted(DataType type, Object... values) {
    List<byte[]> keys = new ArrayList<>(List.of(key(type, null)));
    for (Object value : values) {
      keys.add(key(type, value));
    }
    for (int i = 1; i < keys.size(); i++) {
      assertThat(Arrays.compareUnsigned(keys.get(i - 1), keys.get(i)))
          .as("value %s after the one before", values[i - 1])
          .isNegative();
    }
  }

  @Test
  void sortsNumbersBySizeAfterNullAndBeforeNan() {
    assertSorted(DataTypes.LongType, Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE);
    assertSorted(
        DataTypes.DoubleType,
        Double.NEGATIVE_INFINITY,
        -1e300,
        -1.5,
        0.0,
        Double.MIN_VALUE,
        2.5,
        Double.POSITIVE_INFINITY,
        Double.NaN);
    assertSorted(
        DataTypes.createDecimalType(5, 2),
        Decimal.apply("-1.10"),
        Decimal.apply("1.09"),
        Decimal.apply("1.10"));
    assertThat(key(DataTypes.DoubleType, -0.0)).isEqualTo(key(DataTypes.DoubleType, 0.0));
  }

  @Test
  void sortsTextByCodePoint() {
    assertSorted(
        DataTypes.StringType,
        text(""),
        text("\0"),
        text("\0a"),
        text("Z"),
        text("a"),
        text("a\0"),
        text("ab"),
        text("é"),
        text("\uFFFD"),
        text("\uD83D\uDE00"));
  }

  @Test
  void sortsByTheFirstColumnFirst() {
    OrderKey key =
        new OrderKey(
            List.of(
                new Field("s", 0, DataTypes.StringType), new Field("b", 1, DataTypes.BooleanType)));
    byte[] first = key.of(new GenericInternalRow(new Object[] {text("a"), true}));
    byte[] second = key.of(new GenericInternalRow(new Object[] {text("ab"), false}));
    byte[] third = key.of(new GenericInternalRow(new Object[] {text("ab"), true}));
    assertThat(Arrays.compareUnsigned(first, second)).isNegative();
    assertThat(Arrays.compareUnsigned(second, third)).isNegative();
  }

  @Test
  void knowsNoOrderOfMaps() {
    assertThat(
            OrderKey.isSupported(
                DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType)))
        .isFalse();
    assertThat(OrderKey.isSupported(DataTypes.TimestampType)).isTrue();
  }

  private static UTF8String text(String text) {
    return UTF8String.fromString(text);
  }
}
