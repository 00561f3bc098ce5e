package dev.lambdasweep.driver.table.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** Expected hashes were computed by Python's hashlib over bytes written by hand. */
class ContentHashTest {
  private static List<Long> hashOfRow(StructType schema, Object... values) {
    ContentHash hash = new ContentHash(schema);
    hash.update(new GenericInternalRow(values));
    return List.of(hash.high(), hash.low());
  }

  private static List<Long> hash(DataType type, Object value) {
    return hashOfRow(new StructType().add("x", type), value);
  }

  private static UTF8String text(String text) {
    return UTF8String.fromString(text);
  }

  @Test
  void isTheBeginningOfTheShaOfTheValuesInTheOrderOfTheirNames() {
    List<Long> expected = List.of(2163822421127561847L, -5003024768132406100L);
    StructType inOrder =
        new StructType().add("a", DataTypes.IntegerType).add("b", DataTypes.StringType);
    StructType reversed =
        new StructType().add("b", DataTypes.StringType).add("a", DataTypes.LongType);
    assertThat(hashOfRow(inOrder, 1, text("x"))).isEqualTo(expected);
    assertThat(hashOfRow(reversed, text("x"), 1L)).isEqualTo(expected);
    assertThat(hashOfRow(inOrder, null, text("é")))
        .containsExactly(-4573248836936634381L, -3778252071585605131L);
  }

  @Test
  void isTheSameForANumberOfAnyType() {
    List<Long> five = hash(DataTypes.LongType, 5L);
    Map<DataType, Object> others = new LinkedHashMap<>();
    others.put(DataTypes.ByteType, (byte) 5);
    others.put(DataTypes.ShortType, (short) 5);
    others.put(DataTypes.IntegerType, 5);
    others.put(DataTypes.FloatType, 5F);
    others.put(DataTypes.DoubleType, 5.0);
    others.put(DataTypes.createDecimalType(10, 2), Decimal.apply("5.00"));
    others.forEach((type, value) -> assertThat(hash(type, value)).isEqualTo(five));
    List<Long> half = List.of(-3135104166964689511L, 4466683496950608204L);
    assertThat(hash(DataTypes.DoubleType, 0.5)).isEqualTo(half);
    assertThat(hash(DataTypes.FloatType, 0.5F)).isEqualTo(half);
    assertThat(hash(DataTypes.createDecimalType(10, 3), Decimal.apply("0.500"))).isEqualTo(half);
  }

  @Test
  void tellsNumbersApartThatADoubleDoesNot() {
    long large = Long.MAX_VALUE - 1;
    assertThat(hash(DataTypes.LongType, large)).isNotEqualTo(hash(DataTypes.LongType, large + 1));
    assertThat(hash(DataTypes.createDecimalType(20, 0), Decimal.apply("9223372036854775806")))
        .isEqualTo(hash(DataTypes.LongType, large));
    assertThat(hash(DataTypes.createDecimalType(10, 1), Decimal.apply("0.1")))
        .containsExactly(9084765455402440802L, 1695639845027990767L);
    assertThat(hash(DataTypes.DoubleType, 0x1p63))
        .containsExactly(-9030069076560364512L, 7982283042954151848L);
  }

  @Test
  void hashesTheOddNumbers() {
    assertThat(hash(DataTypes.DoubleType, -0.0))
        .containsExactly(-6541854230042973636L, 2251240539213401615L)
        .isEqualTo(hash(DataTypes.IntegerType, 0));
    assertThat(hash(DataTypes.FloatType, Float.NaN))
        .containsExactly(598957897190780749L, 9014353176792951640L)
        .isNotEqualTo(hash(DataTypes.FloatType, null));
    assertThat(hash(DataTypes.DoubleType, Double.POSITIVE_INFINITY))
        .isNotEqualTo(hash(DataTypes.DoubleType, Double.NEGATIVE_INFINITY));
    assertThat(hash(DataTypes.BooleanType, true))
        .containsExactly(-8454475190405426742L, 40119543850346765L);
  }

  @Test
  void hashesWhatContainsOtherValues() {
    DataType array = DataTypes.createArrayType(DataTypes.IntegerType);
    assertThat(hash(array, new GenericArrayData(new Object[] {1, null})))
        .containsExactly(-8040001655553284254L, -1721669869031204067L);
    DataType map = DataTypes.createMapType(DataTypes.StringType, DataTypes.IntegerType);
    assertThat(hash(map, map("a", 1, "b", 2))).isEqualTo(hash(map, map("b", 2, "a", 1)));
    assertThat(hash(map, map("a", 1, "b", 2))).isNotEqualTo(hash(map, map("a", 2, "b", 1)));
    StructType struct = new StructType().add("i", DataTypes.IntegerType);
    InternalRow inner = new GenericInternalRow(new Object[] {7});
    assertThat(hash(struct, inner)).isNotEqualTo(hash(DataTypes.IntegerType, 7));
  }

  private static ArrayBasedMapData map(String one, int first, String other, int second) {
    return new ArrayBasedMapData(
        new GenericArrayData(new Object[] {text(one), text(other)}),
        new GenericArrayData(new Object[] {first, second}));
  }

  @Test
  void growsWithLongValues() {
    List<Long> first = hash(DataTypes.StringType, text("a".repeat(100_000)));
    assertThat(first).isEqualTo(hash(DataTypes.StringType, text("a".repeat(100_000))));
    assertThat(first).isNotEqualTo(hash(DataTypes.StringType, text("a".repeat(99_999))));
  }

  @Test
  void doesNotKnowVariants() {
    assertThat(ContentHash.isSupported(DataTypes.VariantType)).isFalse();
    assertThat(ContentHash.isSupported(DataTypes.createArrayType(DataTypes.VariantType))).isFalse();
    assertThat(ContentHash.isSupported(DataTypes.createArrayType(DataTypes.DateType))).isTrue();
  }
}
