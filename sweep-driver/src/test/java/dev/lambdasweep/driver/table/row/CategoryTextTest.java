package dev.lambdasweep.driver.table.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.junit.jupiter.api.Test;

class CategoryTextTest {
  private static String text(DataType type, Object value) {
    return CategoryText.of(new GenericInternalRow(new Object[] {value}), 0, type).toString();
  }

  @Test
  void writesAWholeNumberAlikeWhateverItsType() {
    assertThat(text(DataTypes.IntegerType, 10)).isEqualTo("10");
    assertThat(text(DataTypes.DoubleType, 10.0)).isEqualTo("10");
    assertThat(text(DataTypes.createDecimalType(5, 2), Decimal.apply("10.00"))).isEqualTo("10");
    assertThat(text(DataTypes.DoubleType, -0.0)).isEqualTo("0");
    assertThat(text(DataTypes.LongType, Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
  }

  @Test
  void writesFractionsAsShortAsTheyCanBeRead() {
    assertThat(text(DataTypes.FloatType, 0.1F)).isEqualTo("0.1");
    assertThat(text(DataTypes.DoubleType, 0.1)).isEqualTo("0.1");
    assertThat(text(DataTypes.DoubleType, 1e300)).isEqualTo("1E+300");
  }

  @Test
  void sortsNumbersBySizeAndAllOthersByCodePoint() {
    assertThat(sorted(DataTypes.IntegerType, "10", "-1", "9", "0.5"))
        .containsExactly("-1", "0.5", "9", "10");
    assertThat(sorted(DataTypes.StringType, "b", "10", "9", "\uD83D\uDE00", "\uFFFD", "a"))
        .containsExactly("10", "9", "a", "b", "\uFFFD", "\uD83D\uDE00");
    assertThat(sorted(DataTypes.BooleanType, "true", "false")).containsExactly("false", "true");
  }

  private static List<String> sorted(DataType type, String... texts) {
    return List.of(texts).stream().sorted(CategoryText.order(type)).toList();
  }
}
