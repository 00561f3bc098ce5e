package dev.lambdasweep.driver.predict;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.LabelColumn;
import dev.lambdasweep.core.data.TableSchema;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.train.Predictor;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that a prediction appends.
 *
 * @param task what is predicted
 * @param classes the classes by label, as values of the type of the label; empty for values
 * @param names names of the classes by label; empty for values
 * @param type type of the predictions
 * @param hasProbabilities whether there is one column per class
 */
record PredictedColumns(
    Task task, List<Object> classes, List<String> names, DataType type, boolean hasProbabilities)
    implements Serializable {
  static final String PREDICTION = "prediction";
  static final String PROBABILITY = "probability";

  PredictedColumns {
    // lists that can be serialized whatever their elements
    classes = new ArrayList<>(classes);
    names = new ArrayList<>(names);
  }

  static PredictedColumns of(TableSchema schema, boolean hasProbabilities) {
    LabelColumn label = schema.label();
    if (label.task() == Task.REGRESSION) {
      return new PredictedColumns(label.task(), List.of(), List.of(), DataTypes.DoubleType, false);
    }
    DataType type = DataType.fromDDL(label.type());
    return new PredictedColumns(
        label.task(),
        label.classes().stream().map(name -> value(name, type)).toList(),
        label.classes(),
        type,
        hasProbabilities);
  }

  /** A class in the type of the label. */
  private static Object value(String name, DataType type) {
    if (type.equals(DataTypes.BooleanType)) {
      return Boolean.valueOf(name);
    } else if (type.equals(DataTypes.ByteType)) {
      return Byte.valueOf(name);
    } else if (type.equals(DataTypes.ShortType)) {
      return Short.valueOf(name);
    } else if (type.equals(DataTypes.IntegerType)) {
      return Integer.valueOf(name);
    } else if (type.equals(DataTypes.LongType)) {
      return Long.valueOf(name);
    } else if (type.equals(DataTypes.FloatType)) {
      return Float.valueOf(name);
    } else if (type.equals(DataTypes.DoubleType)) {
      return Double.valueOf(name);
    } else if (type instanceof DecimalType decimal) {
      return new BigDecimal(name).setScale(decimal.scale());
    }
    return name;
  }

  /**
   * The columns of the result.
   *
   * @param columns columns of the rows
   * @param model the model, for messages
   * @throws UserException if the rows have one of the new columns
   */
  StructType appendedTo(StructType columns, String model) {
    List<StructField> added = new ArrayList<>();
    added.add(DataTypes.createStructField(PREDICTION, type, false));
    if (task == Task.CLASSIFICATION) {
      added.add(DataTypes.createStructField(PROBABILITY, DataTypes.DoubleType, false));
    }
    if (hasProbabilities) {
      for (String name : names) {
        added.add(
            DataTypes.createStructField(PROBABILITY + "_" + name, DataTypes.DoubleType, false));
      }
    }
    StructType all = columns;
    for (StructField field : added) {
      for (String name : all.fieldNames()) {
        if (name.equalsIgnoreCase(field.name())) {
          throw UserException.of(
              "Cannot predict with %s: the rows already have a column %s (rename it, or leave it"
                  + " out)",
              model, name);
        }
      }
      all = all.add(field);
    }
    return all;
  }

  /**
   * The values of the new columns for a row.
   *
   * @param j number of the row in the predictor's block
   */
  List<Object> values(Predictor predictor, int j) {
    if (task == Task.REGRESSION) {
      return List.of(predictor.predicted(j));
    }
    int predicted = (int) predictor.predicted(j);
    List<Object> values = new ArrayList<>();
    values.add(classes.get(predicted));
    values.add(predictor.probability(j, predicted));
    if (hasProbabilities) {
      for (int label = 0; label < classes.size(); label++) {
        values.add(predictor.probability(j, label));
      }
    }
    return values;
  }
}
