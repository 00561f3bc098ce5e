package dev.lambdasweep.driver.table.row;

import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The hash of a row's content: the first 128 bits of the SHA-256 of its values, in the order of
 * their columns' names. Rows of equal content have equal hashes, in whatever file, order or type of
 * number they are stored: 1 is the same as a byte and as a double.
 *
 * <p>A value is a byte for its kind and then its bytes: 8 for a whole number, a number with a
 * fraction (float64), a date or a time; length and bytes for text, bytes and decimals that no
 * float64 equals; number and values for what contains others. Integers are big-endian. The format
 * never changes, since it decides which rows are held out.
 */
public final class ContentHash implements Serializable {
  private static final long serialVersionUID = 1;
  private static final double BEYOND_LONG = 0x1p63;
  private static final int FIRST_CAPACITY = 256;

  private static final byte NULL = 0;
  private static final byte WHOLE = 1;
  private static final byte REAL = 2;
  private static final byte NOT_A_NUMBER = 3;
  private static final byte DECIMAL = 4;
  private static final byte FLAG = 5;
  private static final byte TEXT = 6;
  private static final byte BYTES = 7;
  private static final byte DATE = 8;
  private static final byte INSTANT = 9;
  private static final byte LOCAL_TIME = 10;
  private static final byte MONTHS = 11;
  private static final byte MICROSECONDS = 12;
  private static final byte SEVERAL = 13;
  private static final byte PAIRS = 14;

  private final int[] ordinals;
  private final DataType[] types;
  private transient MessageDigest digest;
  private transient ByteBuffer buffer;
  private transient byte[] result;
  private long high;
  private long low;

  /**
   * A hash of rows with the given columns.
   *
   * @param schema the table's columns, each of which {@link #isSupported}; any that follow in a row
   *     are left out
   */
  public ContentHash(StructType schema) {
    StructField[] fields = schema.fields();
    this.ordinals =
        IntStream.range(0, fields.length)
            .boxed()
            .sorted(Comparator.comparing(i -> UTF8String.fromString(fields[i].name())))
            .mapToInt(Integer::intValue)
            .toArray();
    this.types = Arrays.stream(fields).map(StructField::dataType).toArray(DataType[]::new);
  }

  /** Whether values of a type have a canonical form. */
  public static boolean isSupported(DataType type) {
    if (type instanceof UserDefinedType<?> udt) {
      return isSupported(udt.sqlType());
    } else if (type instanceof ArrayType array) {
      return isSupported(array.elementType());
    } else if (type instanceof MapType map) {
      return isSupported(map.keyType()) && isSupported(map.valueType());
    } else if (type instanceof StructType struct) {
      return Arrays.stream(struct.fields()).allMatch(field -> isSupported(field.dataType()));
    }
    return NumberType.of(type).isPresent()
        || type instanceof BooleanType
        || type instanceof StringType
        || type instanceof BinaryType
        || type instanceof DateType
        || type instanceof TimestampType
        || type instanceof TimestampNTZType
        || type instanceof YearMonthIntervalType
        || type instanceof DayTimeIntervalType
        || type instanceof NullType;
  }

  /** Hashes a row. */
  public void update(InternalRow row) {
    if (digest == null) {
      digest = digest();
      buffer = ByteBuffer.allocate(FIRST_CAPACITY);
      result = new byte[digest.getDigestLength()];
    }
    buffer.clear();
    for (int ordinal : ordinals) {
      put(row, ordinal, types[ordinal]);
    }
    digest.update(buffer.array(), 0, buffer.position());
    try {
      digest.digest(result, 0, result.length);
    } catch (DigestException e) {
      throw new IllegalStateException("A digest fits into its own length", e);
    }
    ByteBuffer bytes = ByteBuffer.wrap(result).order(ByteOrder.BIG_ENDIAN);
    high = bytes.getLong();
    low = bytes.getLong();
  }

  /** The first half of the last row's hash. */
  public long high() {
    return high;
  }

  /** The second half of the last row's hash. */
  public long low() {
    return low;
  }

  private void put(SpecializedGetters row, int ordinal, DataType type) {
    if (row.isNullAt(ordinal)) {
      ensure(1).put(NULL);
    } else if (type instanceof StringType) {
      putBytes(TEXT, row.getUTF8String(ordinal).getBytes());
    } else if (type instanceof BooleanType) {
      ensure(2).put(FLAG).put((byte) (row.getBoolean(ordinal) ? 1 : 0));
    } else if (type instanceof BinaryType) {
      putBytes(BYTES, row.getBinary(ordinal));
    } else if (type instanceof DateType) {
      putLong(DATE, row.getInt(ordinal));
    } else if (type instanceof TimestampType) {
      putLong(INSTANT, row.getLong(ordinal));
    } else if (type instanceof TimestampNTZType) {
      putLong(LOCAL_TIME, row.getLong(ordinal));
    } else if (type instanceof YearMonthIntervalType) {
      putLong(MONTHS, row.getInt(ordinal));
    } else if (type instanceof DayTimeIntervalType) {
      putLong(MICROSECONDS, row.getLong(ordinal));
    } else if (type instanceof UserDefinedType<?> udt) {
      put(row, ordinal, udt.sqlType());
    } else if (type instanceof ArrayType array) {
      putArray(row.getArray(ordinal), array.elementType());
    } else if (type instanceof StructType struct) {
      StructField[] fields = struct.fields();
      InternalRow inner = row.getStruct(ordinal, fields.length);
      ensure(5).put(SEVERAL).putInt(fields.length);
      for (int i = 0; i < fields.length; i++) {
        put(inner, i, fields[i].dataType());
      }
    } else if (type instanceof MapType map) {
      putMap(row.getMap(ordinal), map);
    } else {
      putNumber(row, ordinal, NumberType.of(type).orElseThrow());
    }
  }

  private void putNumber(SpecializedGetters row, int ordinal, NumberType type) {
    switch (type.kind()) {
      case BYTE -> putLong(WHOLE, row.getByte(ordinal));
      case SHORT -> putLong(WHOLE, row.getShort(ordinal));
      case INT -> putLong(WHOLE, row.getInt(ordinal));
      case LONG -> putLong(WHOLE, row.getLong(ordinal));
      case FLOAT -> putReal(row.getFloat(ordinal));
      case DOUBLE -> putReal(row.getDouble(ordinal));
      case DECIMAL -> putDecimal(type.exact(row, ordinal));
    }
  }

  private void putReal(double value) {
    if (Double.isNaN(value)) {
      ensure(1).put(NOT_A_NUMBER);
    } else if (value == Math.rint(value) && Math.abs(value) < BEYOND_LONG) {
      putLong(WHOLE, (long) value);
    } else {
      putLong(REAL, Double.doubleToLongBits(value));
    }
  }

  private void putDecimal(BigDecimal value) {
    double nearest = value.doubleValue();
    boolean isWhole = value.stripTrailingZeros().scale() <= 0;
    if (isWhole && value.toBigInteger().bitLength() < Long.SIZE) {
      putLong(WHOLE, value.longValue());
    } else if (new BigDecimal(nearest).compareTo(value) == 0) {
      putReal(nearest);
    } else {
      String text = value.stripTrailingZeros().toString();
      putBytes(DECIMAL, text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void putArray(ArrayData array, DataType element) {
    ensure(5).put(SEVERAL).putInt(array.numElements());
    for (int i = 0; i < array.numElements(); i++) {
      put(array, i, element);
    }
  }

  /** The pairs of a map have no order of their own, so they are sorted by their bytes. */
  private void putMap(MapData map, MapType type) {
    int from = buffer.position();
    List<byte[]> pairs = new ArrayList<>();
    for (int i = 0; i < map.numElements(); i++) {
      put(map.keyArray(), i, type.keyType());
      put(map.valueArray(), i, type.valueType());
      pairs.add(Arrays.copyOfRange(buffer.array(), from, buffer.position()));
      buffer.position(from);
    }
    pairs.sort(Arrays::compareUnsigned);
    ensure(5).put(PAIRS).putInt(pairs.size());
    pairs.forEach(pair -> ensure(pair.length).put(pair));
  }

  private void putLong(byte kind, long value) {
    ensure(1 + Long.BYTES).put(kind).putLong(value);
  }

  private void putBytes(byte kind, byte[] bytes) {
    ensure(1 + Integer.BYTES + bytes.length).put(kind).putInt(bytes.length).put(bytes);
  }

  /** The buffer with room for more bytes. */
  private ByteBuffer ensure(int more) {
    if (buffer.remaining() < more) {
      int capacity = Math.max(2 * buffer.capacity(), Math.addExact(buffer.position(), more));
      buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
    }
    return buffer;
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
