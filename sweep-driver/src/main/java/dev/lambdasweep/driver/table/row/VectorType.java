package dev.lambdasweep.driver.table.row;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;

/**
 * A type of vectors in Spark's own rows: an array of numbers, or MLlib's vector, which is a struct
 * of type (0: sparse, 1: dense), size, indices and values. MLlib itself need not be there.
 *
 * @param element type of an array's numbers; empty for MLlib's vectors
 */
public record VectorType(List<NumberType> element) implements Serializable {
  private static final int FIELDS = 4;
  private static final int TYPE = 0;
  private static final int SIZE = 1;
  private static final int INDICES = 2;
  private static final int VALUES = 3;
  private static final byte DENSE = 1;

  /** The type of vectors that a column has; empty if it has none. */
  public static Optional<VectorType> of(DataType type) {
    if (type instanceof ArrayType array) {
      return NumberType.of(array.elementType()).map(number -> new VectorType(List.of(number)));
    }
    return isMllib(type) ? Optional.of(new VectorType(List.of())) : Optional.empty();
  }

  private static boolean isMllib(DataType type) {
    DataType stored = type instanceof UserDefinedType<?> udt ? udt.sqlType() : type;
    return stored instanceof StructType struct
        && Arrays.equals(struct.fieldNames(), new String[] {"type", "size", "indices", "values"})
        && struct.apply(TYPE).dataType().equals(DataTypes.ByteType)
        && struct.apply(SIZE).dataType().equals(DataTypes.IntegerType)
        && struct.apply(INDICES).dataType() instanceof ArrayType indices
        && indices.elementType().equals(DataTypes.IntegerType)
        && struct.apply(VALUES).dataType() instanceof ArrayType values
        && values.elementType().equals(DataTypes.DoubleType);
  }

  /** Number of elements of a vector that is not null. */
  public int width(InternalRow row, int ordinal) {
    if (!element.isEmpty()) {
      return row.getArray(ordinal).numElements();
    }
    InternalRow struct = row.getStruct(ordinal, FIELDS);
    return struct.getByte(TYPE) == DENSE
        ? struct.getArray(VALUES).numElements()
        : struct.getInt(SIZE);
  }

  /**
   * The elements of a vector that is not null.
   *
   * @param target receives as many elements as the vector has; NaN for null
   */
  public void copy(InternalRow row, int ordinal, double[] target) {
    if (!element.isEmpty()) {
      ArrayData array = row.getArray(ordinal);
      for (int i = 0; i < array.numElements(); i++) {
        target[i] = element.get(0).at(array, i);
      }
      return;
    }
    InternalRow struct = row.getStruct(ordinal, FIELDS);
    ArrayData values = struct.getArray(VALUES);
    if (struct.getByte(TYPE) == DENSE) {
      for (int i = 0; i < values.numElements(); i++) {
        target[i] = values.getDouble(i);
      }
      return;
    }
    Arrays.fill(target, 0, struct.getInt(SIZE), 0);
    ArrayData indices = struct.getArray(INDICES);
    for (int i = 0; i < values.numElements(); i++) {
      target[indices.getInt(i)] = values.getDouble(i);
    }
  }
}
