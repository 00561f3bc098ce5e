package dev.lambdasweep.driver.table.row;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * The values that rows are sorted by, as bytes whose unsigned order is theirs: null first, numbers
 * by size, NaN the last, text by code point.
 *
 * @param fields columns to sort by, the first counts most
 */
public record OrderKey(List<Field> fields) implements Serializable {
  private static final int PRESENT = 1;
  private static final int ESCAPE = 0xFF;

  public OrderKey {
    fields = List.copyOf(fields);
  }

  /** Whether rows can be sorted by values of a type. */
  public static boolean isSupported(DataType type) {
    return NumberType.of(type).isPresent()
        || type instanceof StringType
        || type instanceof BinaryType
        || type instanceof BooleanType
        || type instanceof DateType
        || type instanceof TimestampType
        || type instanceof TimestampNTZType;
  }

  /** The key of a row. */
  public byte[] of(InternalRow row) {
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    for (Field field : fields) {
      if (row.isNullAt(field.ordinal())) {
        key.write(0);
      } else {
        key.write(PRESENT);
        add(row, field, key);
      }
    }
    return key.toByteArray();
  }

  private static void add(InternalRow row, Field field, ByteArrayOutputStream key) {
    int ordinal = field.ordinal();
    DataType type = field.type();
    if (type instanceof StringType) {
      addBytes(row.getUTF8String(ordinal).getBytes(), key);
    } else if (type instanceof BinaryType) {
      addBytes(row.getBinary(ordinal), key);
    } else if (type instanceof BooleanType) {
      key.write(row.getBoolean(ordinal) ? 1 : 0);
    } else if (type instanceof DateType) {
      addLong(row.getInt(ordinal), key);
    } else if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      addLong(row.getLong(ordinal), key);
    } else {
      NumberType number = NumberType.of(type).orElseThrow();
      if (number.isFractional() || number.kind() == NumberType.Kind.DECIMAL) {
        // + 0.0 makes −0.0 a plain 0
        long bits = Double.doubleToLongBits(number.at(row, ordinal) + 0.0);
        addLong(bits < 0 ? bits ^ Long.MAX_VALUE : bits, key);
      } else {
        addLong(number.exact(row, ordinal).longValueExact(), key);
      }
    }
  }

  private static void addLong(long value, ByteArrayOutputStream key) {
    key.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value ^ Long.MIN_VALUE).array());
  }

  /** A 0 ends the bytes, so one within them is escaped. */
  private static void addBytes(byte[] bytes, ByteArrayOutputStream key) {
    for (byte value : bytes) {
      key.write(value);
      if (value == 0) {
        key.write(ESCAPE);
      }
    }
    key.write(0);
    key.write(0);
  }
}
