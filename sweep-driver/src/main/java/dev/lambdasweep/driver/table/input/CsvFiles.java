package dev.lambdasweep.driver.table.input;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.table.row.Counts;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Reads files of comma-separated values with Spark's parser. Spark itself would drop the cells of a
 * row that the header has no name for, take the first of several headers for all files, and replace
 * what is not text; here, the lines are checked before it parses them.
 */
public final class CsvFiles {
  /** Name of the column of malformed lines, which no table has. */
  public static final String MALFORMED = "\u0001malformed line";

  private static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?";
  private static final String SKIP_REMEDY =
      "if a file has lines before its header, pass over them with data.table.skip-lines; if it has no"
          + " header, set data.table.options.header = false";

  private final SparkSession session;
  private final DataFiles files;
  private final List<String> paths;
  private final CsvFormat format;
  private final long skip;
  private final Configuration hadoop;

  /**
   * Files of one format.
   *
   * @param session session that reads them
   * @param files the files
   * @param paths their paths as Spark takes them
   * @param skip lines to pass over at the beginning of each file
   */
  public CsvFiles(
      SparkSession session,
      DataFiles files,
      List<String> paths,
      CsvFormat format,
      long skip,
      Configuration hadoop) {
    this.session = session;
    this.files = files;
    this.paths = List.copyOf(paths);
    this.format = format;
    this.skip = skip;
    this.hadoop = hadoop;
  }

  /** The first lines of the first file that has a row: its header, or none, and its first row. */
  private record Beginning(List<String> header, String row, long headerNumber, long rowNumber) {}

  /** The rows as a table. */
  public TableInput open() {
    if (format.isMultiLine()) {
      return multiLine();
    }
    Beginning beginning = beginning();
    List<String> cells = format.cells(beginning.row());
    List<String> names = names(beginning, cells.size());
    Dataset<String> lines = lines(beginning.header(), cells.size());
    // the first line of all decides how many columns Spark infers
    Dataset<String> withFirst =
        session.createDataset(List.of(beginning.row()), Encoders.STRING()).union(lines);
    StructType inferred =
        session.read().options(format.options()).option("header", "false").csv(withFirst).schema();
    StructType schema = new StructType();
    for (int i = 0; i < names.size(); i++) {
      schema = schema.add(names.get(i), inferred.apply(i).dataType());
    }
    return input(schema, lines, beginning.header().isEmpty());
  }

  private TableInput input(StructType schema, Dataset<String> lines, boolean isWithoutHeader) {
    boolean reports = ReadMode.reports(format.options());
    StructType read = reports ? schema.add(MALFORMED, DataTypes.StringType) : schema;
    Dataset<Row> rows =
        session
            .read()
            .options(format.options())
            .option("header", "false")
            .option("columnNameOfCorruptRecord", MALFORMED)
            .schema(read)
            .csv(lines);
    MalformedLines malformed = MalformedLines.ofCsv(files, hadoop, format, schema, isWithoutHeader);
    return new TableInput(
        rows,
        files.description(),
        reports ? Optional.of(MALFORMED) : Optional.empty(),
        malformed::error);
  }

  private Dataset<String> lines(List<String> header, int width) {
    Dataset<Row> text = session.read().options(format.options()).text(paths.toArray(String[]::new));
    if (text.columns().length > 1) {
      throw UserException.of(
          "Cannot read %s: folders named like %s=... are no columns of csv files (read them with"
              + " data.table.query, or convert them to Parquet)",
          files.description(), text.columns()[1]);
    }
    Column[] columns =
        DataLines.COLUMNS.stream()
            .map(
                name ->
                    name.equals("value") ? functions.col(name).cast("binary") : functions.col(name))
            .toArray(Column[]::new);
    return text.select(columns)
        .mapPartitions(
            new DataLines(format, format.charset().name(), skip, header, width), Encoders.STRING());
  }

  private Beginning beginning() {
    if (files.withContent().isEmpty()) {
      throw UserException.of("Cannot read %s: it is empty (give rows)", files.description());
    }
    for (FileStatus file : files.withContent()) {
      Optional<Beginning> found = beginning(file);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw UserException.of(
        "Cannot read %s: it has %s and no rows (give rows)",
        files.description(), format.hasHeader() ? "a header" : "blank lines");
  }

  private Optional<Beginning> beginning(FileStatus file) {
    String path = file.getPath().toString();
    try (FileLines lines =
        new FileLines(file.getPath(), hadoop, format.charset(), format.lineSeparator())) {
      for (long i = 0; i < skip; i++) {
        if (lines.next().isEmpty()) {
          return Optional.empty();
        }
      }
      List<String> header = new ArrayList<>();
      long headerNumber = 0;
      Optional<String> line = lines.next();
      while (line.isPresent()) {
        if (!format.isEmpty(line.get())) {
          if (!format.hasHeader() || !header.isEmpty()) {
            return Optional.of(new Beginning(header, line.get(), headerNumber, lines.number()));
          }
          header.add(line.get());
          headerNumber = lines.number();
        }
        line = lines.next();
      }
      return Optional.empty();
    } catch (CharacterCodingException e) {
      throw MalformedLines.notText(path, Optional.empty(), format.charset(), e);
    } catch (IOException e) {
      throw new UserException(
          "Cannot read %s: %s (check the file)".formatted(path, ReadErrors.reason(e)), e);
    }
  }

  /** Names of the columns, as Spark names those that have none. */
  private List<String> names(Beginning beginning, int width) {
    List<String> names = new ArrayList<>();
    if (beginning.header().isEmpty()) {
      for (int i = 0; i < width; i++) {
        names.add("_c" + i);
      }
      return names;
    }
    List<String> cells = format.cells(beginning.header().get(0));
    if (cells.size() != width) {
      throw UserException.of(
          "Cannot read %s: its header, line %d, has %s, and line %d has %d (%s)",
          files.description(),
          beginning.headerNumber(),
          Counts.of(cells.size(), "cell"),
          beginning.rowNumber(),
          width,
          SKIP_REMEDY);
    }
    if (cells.stream().allMatch(cell -> cell.strip().matches(NUMBER))) {
      throw UserException.of(
          "Cannot read %s: its header, line %d, consists of numbers (%s)",
          files.description(), beginning.headerNumber(), SKIP_REMEDY);
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < width; i++) {
      String name = cells.get(i).isEmpty() ? "_c" + i : cells.get(i);
      if (!seen.add(name)) {
        throw UserException.of(
            "Cannot read %s: two of its columns are named %s (rename one of them)",
            files.description(), name);
      }
      names.add(name);
    }
    return names;
  }

  /** Values with line breaks can only be parsed file by file, as Spark does. */
  private TableInput multiLine() {
    if (skip > 0) {
      throw UserException.of(
          "Cannot read %s: data.table.skip-lines cannot be set together with"
              + " data.table.options.multiLine (remove the lines from the files)",
          files.description());
    }
    if (files.withContent().isEmpty()) {
      throw UserException.of("Cannot read %s: it is empty (give rows)", files.description());
    }
    Map<String, String> options = format.options();
    String[] all = paths.toArray(String[]::new);
    StructType schema = session.read().options(options).csv(all).schema();
    boolean reports = ReadMode.reports(options);
    StructType read = reports ? schema.add(MALFORMED, DataTypes.StringType) : schema;
    Dataset<Row> rows =
        session
            .read()
            .options(options)
            .option("columnNameOfCorruptRecord", MALFORMED)
            .schema(read)
            .csv(all);
    return new TableInput(
        rows,
        files.description(),
        reports ? Optional.of(MALFORMED) : Optional.empty(),
        MalformedLines.ofCsv(files, hadoop, format, schema, !format.hasHeader())::error);
  }

  /** The names and types of columns, as a message shows them. */
  public static String text(StructType schema) {
    List<String> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      columns.add(field.name() + " " + field.dataType().simpleString());
    }
    return String.join(", ", columns);
  }
}
