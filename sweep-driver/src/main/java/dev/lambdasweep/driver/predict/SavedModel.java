package dev.lambdasweep.driver.predict;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.InputColumn;
import dev.lambdasweep.core.data.TableSchema;
import dev.lambdasweep.core.model.Model;
import dev.lambdasweep.core.model.ModelFile;
import dev.lambdasweep.driver.network.DataNote;
import dev.lambdasweep.driver.setting.MissingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.UnseenCategories;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.table.row.RowEncoder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * A model that a final sweep saved. One that was trained on a table takes rows as they are: how
 * they become inputs is part of the model.
 *
 * <p>Immutable.
 */
public final class SavedModel {
  private final String location;
  private final byte[] bytes;
  private final Model model;
  private final UnseenCategories unseen;
  private final boolean hasProbabilities;

  private SavedModel(
      String location,
      byte[] bytes,
      Model model,
      UnseenCategories unseen,
      boolean hasProbabilities) {
    this.location = location;
    this.bytes = bytes;
    this.model = model;
    this.unseen = unseen;
    this.hasProbabilities = hasProbabilities;
  }

  /**
   * Reads a model.
   *
   * @param location path of a .safetensors file, or its URI on any Hadoop file system
   * @param hadoop configuration that says which file systems exist
   * @throws UserException if it cannot be read, or is no model of this project
   */
  public static SavedModel read(String location, Configuration hadoop) {
    byte[] bytes = bytes(location, hadoop);
    Model model = ModelFile.read(bytes, location);
    return new SavedModel(location, bytes, model, UnseenCategories.FAIL, false);
  }

  private static byte[] bytes(String location, Configuration hadoop) {
    try {
      Path path = new Path(location);
      try (InputStream file = path.getFileSystem(hadoop).open(path)) {
        return file.readAllBytes();
      }
    } catch (FileNotFoundException e) {
      throw UserException.of(
          "Cannot read model %s: there is no such file (final prints the path of the model it"
              + " saves)",
          location);
    } catch (IllegalArgumentException e) {
      throw UserException.of(
          "Cannot read model %s: it is neither a path nor a URI (give the path of a .safetensors"
              + " file)",
          location);
    } catch (IOException e) {
      throw new UserException("Cannot read model " + location + ": " + e.getMessage(), e);
    }
  }

  /** The model itself. */
  public Model model() {
    return model;
  }

  /**
   * Settings of the data that it was trained on, KEY=VALUE each; none if these were images.
   *
   * @return all that find its rows again
   */
  public List<String> dataSettings() {
    return model.notes().getOrDefault(DataNote.NAME, "").lines().toList();
  }

  /** Those of them that say how rows of the same form are read. */
  public List<String> readerSettings() {
    return DataNote.ofTheReader(dataSettings());
  }

  /**
   * How rows become inputs.
   *
   * @throws UserException if it was trained on images
   */
  public TableSchema schema() {
    return model
        .schema()
        .orElseThrow(
            () ->
                UserException.of(
                    "Cannot predict with %s: it was not trained on a table (evaluate measures it on"
                        + " images)",
                    location));
  }

  /**
   * The same model, which takes categories that it does not know: all inputs of their column are
   * then 0. Otherwise, they are an error.
   */
  public SavedModel withUnseenCategories() {
    return new SavedModel(location, bytes, model, UnseenCategories.ZERO, hasProbabilities);
  }

  /** The same model, which appends the probability of every class, {@code probability_<class>}. */
  public SavedModel withProbabilities() {
    return new SavedModel(location, bytes, model, unseen, true);
  }

  /**
   * Predicts rows, on the executors, once the result is used.
   *
   * @param rows rows of a table with the columns that the model was trained on, and any others; the
   *     label is not needed
   * @return the rows with {@code prediction} after their columns: a class, of the label's type, or
   *     a value; and for classes {@code probability}, that of the predicted one
   * @throws UserException if the model was not trained on a table, or the rows lack a column, have
   *     another type in it, or have a column of the result. An unknown category, or a missing value
   *     in a column that had none in the training, ends the job that uses the result with this
   *     exception as its cause.
   */
  public Dataset<Row> transform(Dataset<Row> rows) {
    Dataset<Row> typed = withTypes(rows);
    StructType columns = typed.schema();
    PredictedColumns appended = PredictedColumns.of(schema(), hasProbabilities);
    RowEncoder encoder = RowEncoder.of(schema(), "use these rows", columns, unseen);
    return typed.mapPartitions(
        new PredictRows(
            bytes,
            location,
            columns,
            takesMissing() ? encoder : encoder.requiringValues(),
            appended),
        Encoders.row(appended.appendedTo(columns, location)));
  }

  /** Whether the training took missing values. */
  private boolean takesMissing() {
    return dataSettings().contains(Settings.MISSING + "=" + Hocon.kebab(MissingValues.MEAN));
  }

  /**
   * The rows with text as the type that the model has: a CSV file of few rows, or without any value
   * in a column, may seem to have text where there are numbers.
   */
  private Dataset<Row> withTypes(Dataset<Row> rows) {
    List<String> names = List.of(rows.columns());
    Dataset<Row> typed = rows;
    for (InputColumn column : schema().columns()) {
      int place = names.indexOf(column.name());
      boolean isText = place >= 0 && rows.schema().fields()[place].dataType() instanceof StringType;
      boolean isScalar =
          column.kind() == InputColumn.Kind.NUMBER || column.kind() == InputColumn.Kind.CATEGORY;
      if (isText && isScalar && !column.type().equals(DataTypes.StringType.simpleString())) {
        Column text = functions.col("`" + column.name().replace("`", "``") + "`");
        typed = typed.withColumn(column.name(), text.cast(column.type()));
      }
    }
    return typed;
  }
}
