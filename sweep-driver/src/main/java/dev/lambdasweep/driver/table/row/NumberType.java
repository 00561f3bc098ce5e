package dev.lambdasweep.driver.table.row;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * A type of numbers in Spark's own rows and arrays.
 *
 * @param kind how a number is stored
 * @param precision digits of a decimal; else 0
 * @param scale digits of a decimal after its point; else 0
 */
public record NumberType(Kind kind, int precision, int scale) implements Serializable {
  /** How a number is stored. */
  public enum Kind {
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    DECIMAL
  }

  /** The type of numbers that a column has; empty if it has no numbers. */
  public static Optional<NumberType> of(DataType type) {
    if (type instanceof DecimalType decimal) {
      return Optional.of(new NumberType(Kind.DECIMAL, decimal.precision(), decimal.scale()));
    }
    return kind(type).map(kind -> new NumberType(kind, 0, 0));
  }

  private static Optional<Kind> kind(DataType type) {
    if (type.equals(DataTypes.ByteType)) {
      return Optional.of(Kind.BYTE);
    } else if (type.equals(DataTypes.ShortType)) {
      return Optional.of(Kind.SHORT);
    } else if (type.equals(DataTypes.IntegerType)) {
      return Optional.of(Kind.INT);
    } else if (type.equals(DataTypes.LongType)) {
      return Optional.of(Kind.LONG);
    } else if (type.equals(DataTypes.FloatType)) {
      return Optional.of(Kind.FLOAT);
    } else if (type.equals(DataTypes.DoubleType)) {
      return Optional.of(Kind.DOUBLE);
    }
    return Optional.empty();
  }

  /** Whether its numbers may have a fraction. */
  public boolean isFractional() {
    return switch (kind) {
      case BYTE, SHORT, INT, LONG -> false;
      case FLOAT, DOUBLE -> true;
      case DECIMAL -> scale > 0;
    };
  }

  /** A number; NaN if it is null. */
  public double at(SpecializedGetters row, int ordinal) {
    if (row.isNullAt(ordinal)) {
      return Double.NaN;
    }
    return switch (kind) {
      case BYTE -> row.getByte(ordinal);
      case SHORT -> row.getShort(ordinal);
      case INT -> row.getInt(ordinal);
      case LONG -> row.getLong(ordinal);
      case FLOAT -> row.getFloat(ordinal);
      case DOUBLE -> row.getDouble(ordinal);
      case DECIMAL -> row.getDecimal(ordinal, precision, scale).toDouble();
    };
  }

  /** The exact number, which is neither null nor NaN nor infinite. */
  public BigDecimal exact(SpecializedGetters row, int ordinal) {
    return switch (kind) {
      case BYTE -> BigDecimal.valueOf(row.getByte(ordinal));
      case SHORT -> BigDecimal.valueOf(row.getShort(ordinal));
      case INT -> BigDecimal.valueOf(row.getInt(ordinal));
      case LONG -> BigDecimal.valueOf(row.getLong(ordinal));
      // the shortest decimal that reads as this float: 0.1, not 0.10000000149011612
      case FLOAT -> new BigDecimal(Float.toString(row.getFloat(ordinal)));
      case DOUBLE -> BigDecimal.valueOf(row.getDouble(ordinal));
      case DECIMAL -> row.getDecimal(ordinal, precision, scale).toJavaBigDecimal();
    };
  }
}
