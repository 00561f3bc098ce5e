package dev.lambdasweep.driver.table.row;

import dev.lambdasweep.core.data.InputColumn;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;

/** Reads the values of a column that rows are predicted from. */
public sealed interface FeatureColumn extends Serializable {

  /** A reader of a column. */
  public static FeatureColumn of(Field field, InputColumn.Kind kind, boolean mayLackElements) {
    int ordinal = field.ordinal();
    return switch (kind) {
      case NUMBER -> new Numbers(ordinal, NumberType.of(field.type()).orElseThrow());
      case CATEGORY -> new Categories(ordinal, field.type());
      case VECTOR ->
          new Vectors(ordinal, VectorType.of(field.type()).orElseThrow(), mayLackElements);
      case IMAGE -> new Images(ordinal);
    };
  }

  /** Whether a row has no value. */
  public boolean isMissing(InternalRow row);

  /** Adds what a row's value holds, which is not missing. */
  public void addTo(ColumnFindings findings, InternalRow row);

  /** Whether a category is missing: null, or a number that is NaN. */
  public static boolean isMissing(InternalRow row, int ordinal, DataType type) {
    Optional<NumberType> number = NumberType.of(type);
    return row.isNullAt(ordinal)
        || (number.isPresent() && Double.isNaN(number.orElseThrow().at(row, ordinal)));
  }

  /** A column of numbers. */
  public record Numbers(int ordinal, NumberType type) implements FeatureColumn {
    @Override
    public boolean isMissing(InternalRow row) {
      return Double.isNaN(type.at(row, ordinal));
    }

    @Override
    public void addTo(ColumnFindings findings, InternalRow row) {
      findings.add(type.at(row, ordinal));
    }
  }

  /** A column of text, true and false, or numbers that are categories. */
  public record Categories(int ordinal, DataType type) implements FeatureColumn {
    @Override
    public boolean isMissing(InternalRow row) {
      return FeatureColumn.isMissing(row, ordinal, type);
    }

    @Override
    public void addTo(ColumnFindings findings, InternalRow row) {
      Optional<NumberType> number = NumberType.of(type);
      if (number.isPresent() && Double.isInfinite(number.orElseThrow().at(row, ordinal))) {
        findings.add(Double.POSITIVE_INFINITY);
      } else {
        findings.add(CategoryText.of(row, ordinal, type));
      }
    }
  }

  /**
   * A column of vectors.
   *
   * @param mayLackElements whether a vector with missing elements is not missing itself
   */
  public record Vectors(int ordinal, VectorType type, boolean mayLackElements)
      implements FeatureColumn {
    @Override
    public boolean isMissing(InternalRow row) {
      if (row.isNullAt(ordinal)) {
        return true;
      }
      if (mayLackElements) {
        return false;
      }
      for (double element : elements(row)) {
        if (Double.isNaN(element)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void addTo(ColumnFindings findings, InternalRow row) {
      double[] elements = elements(row);
      findings.addLength(elements.length);
      for (double element : elements) {
        findings.add(element);
      }
    }

    private double[] elements(InternalRow row) {
      double[] elements = new double[type.width(row, ordinal)];
      type.copy(row, ordinal, elements);
      return elements;
    }
  }

  /** A column of images. */
  public record Images(int ordinal) implements FeatureColumn {
    @Override
    public boolean isMissing(InternalRow row) {
      return row.isNullAt(ordinal);
    }

    @Override
    public void addTo(ColumnFindings findings, InternalRow row) {
      findings.addLength(row.getBinary(ordinal).length);
    }
  }
}
