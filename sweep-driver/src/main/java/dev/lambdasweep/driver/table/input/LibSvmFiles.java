package dev.lambdasweep.driver.table.input;

import dev.lambdasweep.core.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.ReduceFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Reads files in the format of LIBSVM: a line is a label and pairs of an index, from 1 and
 * ascending, and a value; what is not listed is 0. The table has the columns {@code label}, a whole
 * number if all labels are, and {@code features}, a sparse vector like MLlib's.
 *
 * <p>Source: Chang and Lin, LIBSVM, https://www.csie.ntu.edu.tw/~cjlin/libsvm/, file README.
 */
public final class LibSvmFiles {
  private static final String FEATURES = "numfeatures";
  private static final byte SPARSE = 0;
  private static final StructType VECTOR =
      new StructType()
          .add("type", DataTypes.ByteType, false)
          .add("size", DataTypes.IntegerType, true)
          .add("indices", DataTypes.createArrayType(DataTypes.IntegerType, false), true)
          .add("values", DataTypes.createArrayType(DataTypes.DoubleType, false), true);

  private final SparkSession session;
  private final DataFiles files;
  private final List<String> paths;
  private final Map<String, String> options;

  /**
   * Files of this format.
   *
   * @param options Spark's options of text files, and {@code numFeatures}: the length of the
   *     vectors
   */
  public LibSvmFiles(
      SparkSession session, DataFiles files, List<String> paths, Map<String, String> options) {
    this.session = session;
    this.files = files;
    this.paths = List.copyOf(paths);
    this.options = options;
  }

  /** The rows as a table. */
  public TableInput open() {
    if (files.withContent().isEmpty()) {
      throw UserException.of("Cannot read %s: it is empty (give rows)", files.description());
    }
    Dataset<String> lines =
        session
            .read()
            .options(options)
            .textFile(paths.toArray(String[]::new))
            .filter((FilterFunction<String>) line -> !LibSvmLine.isEmpty(line));
    long extent =
        lines
            .map((MapFunction<String, Long>) line -> LibSvmLine.of(line).extent(), Encoders.LONG())
            .union(session.createDataset(List.of(0L), Encoders.LONG()))
            .reduce((ReduceFunction<Long>) LibSvmLine::larger);
    boolean isWhole = LibSvmLine.isWhole(extent);
    int size = size(LibSvmLine.largest(extent));
    StructType schema =
        new StructType()
            .add("label", isWhole ? DataTypes.LongType : DataTypes.DoubleType, false)
            .add("features", VECTOR, false)
            .add(CsvFiles.MALFORMED, DataTypes.StringType, true);
    Dataset<Row> rows =
        lines.map(
            (MapFunction<String, Row>) line -> row(line, size, isWhole), Encoders.row(schema));
    return new TableInput(
        rows,
        files.description(),
        Optional.of(CsvFiles.MALFORMED),
        (line, count) ->
            UserException.of(
                "Cannot read %s: the line \"%s\" is not a label and pairs index:value with indices"
                    + " from 1 to %d in ascending order (fix the line)",
                files.description(), line, size));
  }

  private int size(int largest) {
    for (Map.Entry<String, String> option : options.entrySet()) {
      if (option.getKey().toLowerCase(Locale.ROOT).equals(FEATURES)) {
        return Integer.parseInt(option.getValue());
      }
    }
    return Math.max(1, largest);
  }

  private static Row row(String line, int size, boolean isWhole) {
    LibSvmLine parsed = LibSvmLine.of(line);
    boolean isGood = parsed.isGood() && LibSvmLine.largest(parsed.extent()) <= size;
    Row vector =
        RowFactory.create(
            SPARSE,
            size,
            Arrays.stream(isGood ? parsed.indices() : new int[0]).boxed().toArray(),
            Arrays.stream(isGood ? parsed.values() : new double[0]).boxed().toArray());
    Object label = isWhole ? (Object) (long) parsed.label() : (Object) parsed.label();
    return RowFactory.create(label, vector, isGood ? null : line);
  }
}
