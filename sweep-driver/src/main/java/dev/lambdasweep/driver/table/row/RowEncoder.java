package dev.lambdasweep.driver.table.row;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.InputColumn;
import dev.lambdasweep.core.data.TableSchema;
import dev.lambdasweep.driver.setting.UnseenCategories;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Makes inputs of rows by the schema of a table or of a model: numbers as they are, NaN where one
 * is missing; a 1 for a category and 0 for the others; an indicator after a column that has one.
 */
public final class RowEncoder implements Serializable {
  /** What {@link #encode} returns for a row that has no problem. */
  public static final int ENCODED = -1;

  private static final long serialVersionUID = 1;

  private final List<InputColumn> columns;
  private final List<Writer> writers;
  private final int inputs;
  private final boolean takesMissing;

  private RowEncoder(
      List<InputColumn> columns, List<Writer> writers, int inputs, boolean takesMissing) {
    this.columns = new ArrayList<>(columns);
    this.writers = new ArrayList<>(writers);
    this.inputs = inputs;
    this.takesMissing = takesMissing;
  }

  /**
   * An encoder for the rows of a table.
   *
   * @param schema says which columns become which inputs
   * @param act what is to be done, for messages: "test on penguins.csv"
   * @param rows the table's columns, which are found by their names
   * @param unseen what is done about categories that the schema does not have
   * @throws UserException if a column is missing, or has another kind of type
   */
  public static RowEncoder of(
      TableSchema schema, String act, StructType rows, UnseenCategories unseen) {
    List<String> names = List.of(rows.fieldNames());
    List<Writer> writers = new ArrayList<>();
    for (InputColumn column : schema.columns()) {
      int ordinal = names.indexOf(column.name());
      if (ordinal < 0) {
        throw UserException.of(
            "Cannot %s: there is no column %s (add it, or rename one)", act, column.name());
      }
      DataType type = rows.apply(ordinal).dataType();
      writers.add(
          writer(column, ordinal, type, unseen)
              .orElseThrow(
                  () ->
                      UserException.of(
                          "Cannot %s: the column %s is of type %s, must be like %s (cast it)",
                          act, column.name(), type.simpleString(), column.type())));
    }
    return new RowEncoder(schema.columns(), writers, schema.inputs(), true);
  }

  /** The same encoder, for which a missing value in a column without an indicator is a problem. */
  public RowEncoder requiringValues() {
    return new RowEncoder(columns, writers, inputs, false);
  }

  private static Optional<Writer> writer(
      InputColumn column, int ordinal, DataType type, UnseenCategories unseen) {
    return switch (column.kind()) {
      case NUMBER -> NumberType.of(type).map(number -> new Numbers(ordinal, number));
      case CATEGORY ->
          type instanceof StringType
                  || type instanceof BooleanType
                  || NumberType.of(type).isPresent()
              ? Optional.of(
                  new Categories(
                      ordinal, type, column.categories(), unseen == UnseenCategories.ZERO))
              : Optional.empty();
      case VECTOR ->
          VectorType.of(type).map(vector -> new Vectors(ordinal, vector, column.width()));
      case IMAGE ->
          type instanceof BinaryType
              ? Optional.of(new Images(ordinal, column.width()))
              : Optional.empty();
    };
  }

  /** Number of inputs. */
  public int inputs() {
    return inputs;
  }

  /**
   * Encodes a row.
   *
   * @param target receives [inputs] numbers
   * @param from position of the first
   * @return {@link #ENCODED}, or the place of a column whose value cannot be encoded, see {@link
   *     #problem}; then the inputs are not complete
   */
  public int encode(InternalRow row, float[] target, int from) {
    int at = from;
    for (int i = 0; i < writers.size(); i++) {
      InputColumn column = columns.get(i);
      Outcome outcome = writers.get(i).write(row, target, at);
      boolean isRefused = outcome == Outcome.MISSING && !column.hasIndicator() && !takesMissing;
      if (outcome == Outcome.IMPOSSIBLE || isRefused) {
        return i;
      }
      at += column.values();
      if (column.hasIndicator()) {
        target[at++] = outcome == Outcome.MISSING ? 1 : 0;
      }
    }
    return ENCODED;
  }

  /**
   * What is wrong with a value: "the unseen category Torgersen of the column island".
   *
   * @param place place of the column, as {@link #encode} returns it
   */
  public String problem(int place, InternalRow row) {
    InputColumn column = columns.get(place);
    Writer writer = writers.get(place);
    boolean isMissing = writer.write(row, new float[column.inputs()], 0) == Outcome.MISSING;
    return (isMissing ? "a missing value" : writer.problem(row))
        + " of the column "
        + column.name();
  }

  /** How a value was written. */
  private enum Outcome {
    WRITTEN,
    MISSING,
    IMPOSSIBLE
  }

  /** Writes the inputs of one column. */
  private sealed interface Writer extends Serializable {
    Outcome write(InternalRow row, float[] target, int at);

    /** What is wrong with a value that is impossible to write. */
    String problem(InternalRow row);
  }

  private record Numbers(int ordinal, NumberType type) implements Writer {
    @Override
    public Outcome write(InternalRow row, float[] target, int at) {
      float number = (float) type.at(row, ordinal);
      target[at] = number;
      if (Float.isInfinite(number)) {
        return Outcome.IMPOSSIBLE;
      }
      return Float.isNaN(number) ? Outcome.MISSING : Outcome.WRITTEN;
    }

    @Override
    public String problem(InternalRow row) {
      return "the number " + type.at(row, ordinal) + ", which no float can hold,";
    }
  }

  private static final class Categories implements Writer {
    private static final long serialVersionUID = 1;

    private final int ordinal;
    private final DataType type;
    private final boolean takesUnseen;
    private final Map<UTF8String, Integer> places = new HashMap<>();

    Categories(int ordinal, DataType type, List<String> categories, boolean takesUnseen) {
      this.ordinal = ordinal;
      this.type = type;
      this.takesUnseen = takesUnseen;
      for (String category : categories) {
        places.put(UTF8String.fromString(category), places.size());
      }
    }

    @Override
    public Outcome write(InternalRow row, float[] target, int at) {
      Arrays.fill(target, at, at + places.size(), 0);
      if (FeatureColumn.isMissing(row, ordinal, type)) {
        return Outcome.MISSING;
      }
      Integer place = isInfinite(row) ? null : places.get(CategoryText.of(row, ordinal, type));
      if (place == null) {
        return takesUnseen ? Outcome.WRITTEN : Outcome.IMPOSSIBLE;
      }
      target[at + place] = 1;
      return Outcome.WRITTEN;
    }

    private boolean isInfinite(InternalRow row) {
      return NumberType.of(type)
          .filter(number -> Double.isInfinite(number.at(row, ordinal)))
          .isPresent();
    }

    @Override
    public String problem(InternalRow row) {
      return "the unseen category "
          + (isInfinite(row) ? "infinity" : CategoryText.of(row, ordinal, type));
    }
  }

  private record Vectors(int ordinal, VectorType type, int width) implements Writer {
    @Override
    public Outcome write(InternalRow row, float[] target, int at) {
      if (row.isNullAt(ordinal) || type.width(row, ordinal) != width) {
        return Outcome.IMPOSSIBLE;
      }
      double[] elements = new double[width];
      type.copy(row, ordinal, elements);
      for (int i = 0; i < width; i++) {
        target[at + i] = (float) elements[i];
        if (Float.isInfinite(target[at + i])) {
          return Outcome.IMPOSSIBLE;
        }
      }
      return Outcome.WRITTEN;
    }

    @Override
    public String problem(InternalRow row) {
      if (row.isNullAt(ordinal)) {
        return "a missing vector";
      }
      int found = type.width(row, ordinal);
      return found == width
          ? "an element that no float can hold"
          : "a vector of " + found + " elements instead of " + width;
    }
  }

  private record Images(int ordinal, int width) implements Writer {
    @Override
    public Outcome write(InternalRow row, float[] target, int at) {
      if (row.isNullAt(ordinal)) {
        return Outcome.IMPOSSIBLE;
      }
      byte[] bytes = row.getBinary(ordinal);
      for (int i = 0; i < Math.min(width, bytes.length); i++) {
        target[at + i] = bytes[i] & 0xFF;
      }
      return bytes.length == width ? Outcome.WRITTEN : Outcome.IMPOSSIBLE;
    }

    @Override
    public String problem(InternalRow row) {
      return row.isNullAt(ordinal)
          ? "a missing image"
          : "an image of " + row.getBinary(ordinal).length + " bytes instead of " + width;
    }
  }
}
