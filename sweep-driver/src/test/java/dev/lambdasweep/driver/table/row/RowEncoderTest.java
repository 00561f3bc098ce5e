package dev.lambdasweep.driver.table.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.InputColumn;
import dev.lambdasweep.core.data.InputColumn.Kind;
import dev.lambdasweep.core.data.LabelColumn;
import dev.lambdasweep.core.data.TableSchema;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.driver.setting.UnseenCategories;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class RowEncoderTest {
  private static final TableSchema SCHEMA =
      new TableSchema(
          List.of(
              InputColumn.number("age", "int", true),
              InputColumn.category("island", "string", List.of("Biscoe", "Dream"), true),
              new InputColumn("v", "array<float>", Kind.VECTOR, List.of(), false, 2)),
          new LabelColumn("label", "string", Task.CLASSIFICATION, List.of("a", "b")),
          true);

  private static final StructType ROWS =
      new StructType()
          .add("v", DataTypes.createArrayType(DataTypes.DoubleType))
          .add("island", DataTypes.StringType)
          .add("extra", DataTypes.DateType)
          .add("age", DataTypes.DoubleType);

  private static RowEncoder encoder(UnseenCategories unseen) {
    return RowEncoder.of(SCHEMA, "test on t.csv", ROWS, unseen);
  }

  private static InternalRow row(Object age, String island, Object... vector) {
    return new GenericInternalRow(
        new Object[] {
          new GenericArrayData(vector),
          island.isEmpty() ? null : UTF8String.fromString(island),
          null,
          age
        });
  }

  @Test
  void findsColumnsByTheirNames() {
    RowEncoder encoder = encoder(UnseenCategories.FAIL);
    float[] target = new float[9];
    assertThat(encoder.inputs()).isEqualTo(7);
    assertThat(encoder.encode(row(3.5, "Dream", 1.0, 2.0), target, 1))
        .isEqualTo(RowEncoder.ENCODED);
    assertThat(target).containsExactly(0, 3.5F, 0, 0, 1, 0, 1, 2, 0);
  }

  @Test
  void tellsOfMissingValues() {
    float[] target = {9, 9, 9, 9, 9, 9, 9};
    assertThat(encoder(UnseenCategories.FAIL).encode(row(null, "", 1.0, null), target, 0))
        .isEqualTo(RowEncoder.ENCODED);
    assertThat(target).containsExactly(Float.NaN, 1, 0, 0, 1, 1, Float.NaN);
  }

  @Test
  void refusesWhatItHasNoInputFor() {
    RowEncoder encoder = encoder(UnseenCategories.FAIL);
    float[] target = new float[7];
    InternalRow unseen = row(1.0, "Torgersen", 1.0, 2.0);
    int island = encoder.encode(unseen, target, 0);
    assertThat(encoder.problem(island, unseen))
        .isEqualTo("the unseen category Torgersen of the column island");
    InternalRow large = row(1e300, "Dream", 1.0, 2.0);
    assertThat(encoder.problem(encoder.encode(large, target, 0), large))
        .isEqualTo("the number 1.0E300, which no float can hold, of the column age");
    InternalRow shorter = row(1.0, "Dream", 1.0);
    assertThat(encoder.problem(encoder.encode(shorter, target, 0), shorter))
        .isEqualTo("a vector of 1 elements instead of 2 of the column v");
  }

  @Test
  void takesUnseenCategoriesIfTold() {
    float[] target = new float[7];
    assertThat(encoder(UnseenCategories.ZERO).encode(row(1.0, "Torgersen", 1.0, 2.0), target, 0))
        .isEqualTo(RowEncoder.ENCODED);
    assertThat(target).containsExactly(1, 0, 0, 0, 0, 1, 2);
  }

  @Test
  void refusesRowsWithoutAColumnOrOfAnotherType() {
    StructType narrow = new StructType().add("age", DataTypes.IntegerType);
    assertThatThrownBy(() -> RowEncoder.of(SCHEMA, "test on t.csv", narrow, UnseenCategories.FAIL))
        .isInstanceOf(UserException.class)
        .hasMessage("Cannot test on t.csv: there is no column island (add it, or rename one)");
    StructType other = new StructType().add("age", DataTypes.StringType);
    assertThatThrownBy(() -> RowEncoder.of(SCHEMA, "test on t.csv", other, UnseenCategories.FAIL))
        .hasMessage(
            "Cannot test on t.csv: the column age is of type string, must be like int (cast it)");
  }
}
