package dev.lambdasweep.driver.table.input;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.Spelling;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Opens tables: files of any format that Spark can read, tables of the catalog, and queries. */
public final class TableOpener {
  private static final String AUTO = "auto";
  private static final List<String> FORMATS =
      List.of("csv", "tsv", "json", "jsonl", "parquet", "orc", "avro", "libsvm");

  private static final String CHECK = "check the file and data.table.options";
  private static final String TRUE = "true";

  private final SettingValues values;
  private final SparkSession session;
  private final Configuration hadoop;

  /**
   * An opener with the settings of the data.
   *
   * @param session session with the tables of the catalog
   */
  public TableOpener(SettingValues values, SparkSession session, Configuration hadoop) {
    this.values = values;
    this.session = session;
    this.hadoop = ZstdCodec.in(hadoop);
  }

  /** What a location is, for people. */
  public static String description(Location location, String format) {
    if (!location.paths().isEmpty()) {
      return DataFiles.description(location.paths());
    } else if (location.name().isPresent()) {
      return "the table " + location.name().get();
    }
    return location.query().isPresent() ? "a query" : "a table of the format " + format;
  }

  /**
   * The table at a location.
   *
   * @throws UserException if there is none, or it cannot be read
   */
  public TableInput open(Location location) {
    String format = values.get(Settings.FORMAT);
    String description = description(location, format);
    if (location.name().isPresent()) {
      return TableInput.of(
          ReadErrors.reading(
              description,
              "check data.table.table and the catalog",
              () -> session.table(location.name().get())),
          description);
    } else if (location.query().isPresent()) {
      return TableInput.of(query(location.query().get()), description);
    }
    SparkSession own = TableSession.of(session);
    if (location.paths().isEmpty()) {
      return other(own, format, description, List.of());
    }
    DataFiles files =
        DataFiles.of(location.paths(), hadoop, ReadMode.isRecursive(values.get(Settings.OPTIONS)));
    String found = format.equals(AUTO) ? files.format() : format.toLowerCase(Locale.ROOT);
    return ReadErrors.reading(description, CHECK, () -> open(own, files, location.paths(), found));
  }

  /** The rows of a query; a statement that is none is not run. */
  private Dataset<Row> query(String text) {
    String bare = text.strip().replaceFirst(";\\s*$", "");
    return ReadErrors.reading(
        "the result of the query",
        "check data.table.query",
        () -> {
          ((org.apache.spark.sql.classic.SparkSession) session)
              .sessionState()
              .sqlParser()
              .parseQuery(bare);
          // in parentheses, what changes something is a syntax error
          return session.sql("SELECT * FROM (\n" + bare + "\n)");
        });
  }

  private TableInput open(SparkSession own, DataFiles files, List<String> paths, String format) {
    Map<String, String> options = new HashMap<>(ZstdCodec.options(hadoop));
    options.putAll(values.get(Settings.OPTIONS));
    long skip = values.get(Settings.SKIP_LINES);
    boolean isCsv = format.equals("csv") || format.equals("tsv");
    if (skip > 0 && !isCsv) {
      throw UserException.of(
          "Cannot read %s: data.table.skip-lines is for csv and tsv, and its format is %s (remove"
              + " the setting)",
          files.description(), format);
    }
    // refused before Spark, which only warns of an unknown mode, has seen it
    ReadMode.reports(options);
    return switch (format) {
      case "csv" -> csv(own, files, paths, CsvFormat.of(options, usual(",")), skip);
      case "tsv" -> csv(own, files, paths, CsvFormat.of(options, usual("\t")), skip);
      case "json", "jsonl" -> json(own, files, paths, options);
      case "libsvm" -> new LibSvmFiles(own, files, paths, options).open();
      case "parquet", "orc" ->
          TableInput.of(
              own.read()
                  // else columns that only some of the files have would be lost
                  .option("mergeSchema", TRUE)
                  .options(options)
                  .format(format)
                  .load(paths.toArray(String[]::new)),
              files.description());
      default -> other(own, format, files.description(), paths);
    };
  }

  private static Map<String, String> usual(String separator) {
    return Map.of("header", TRUE, "inferschema", TRUE, "sep", separator);
  }

  private TableInput csv(
      SparkSession own, DataFiles files, List<String> paths, CsvFormat format, long skip) {
    return new CsvFiles(own, files, paths, format, skip, hadoop).open();
  }

  private TableInput json(
      SparkSession own, DataFiles files, List<String> paths, Map<String, String> options) {
    if (files.withContent().isEmpty()) {
      throw UserException.of("Cannot read %s: it is empty (give rows)", files.description());
    }
    String[] all = paths.toArray(String[]::new);
    StructType inferred =
        own.read()
            .options(options)
            .option("columnNameOfCorruptRecord", CsvFiles.MALFORMED)
            .json(all)
            .schema();
    StructType schema = new StructType();
    for (StructField field : inferred.fields()) {
      schema = field.name().equals(CsvFiles.MALFORMED) ? schema : schema.add(field);
    }
    if (schema.isEmpty()) {
      throw UserException.of(
          "Cannot read %s: no line of it is a JSON object with values (write one object per line,"
              + " or set data.table.options.multiLine = true)",
          files.description());
    }
    boolean reports = ReadMode.reports(options);
    Dataset<Row> rows =
        own.read()
            .options(options)
            .option("columnNameOfCorruptRecord", CsvFiles.MALFORMED)
            .schema(reports ? schema.add(CsvFiles.MALFORMED, DataTypes.StringType) : schema)
            .json(all);
    return new TableInput(
        rows,
        files.description(),
        reports ? Optional.of(CsvFiles.MALFORMED) : Optional.empty(),
        MalformedLines.ofJson(files, hadoop)::error);
  }

  private TableInput other(
      SparkSession own, String format, String description, List<String> paths) {
    try {
      Dataset<Row> rows =
          own.read()
              .options(values.get(Settings.OPTIONS))
              .format(format)
              .load(paths.toArray(String[]::new));
      return TableInput.of(rows, description);
    } catch (Exception e) {
      // Spark throws checked exceptions that it does not declare
      if (!isUnknownFormat(e)) {
        throw e;
      }
      String remedy =
          format.equals("avro")
              ? "give scripts/sweep --packages org.apache.spark:spark-avro_2.13:"
                  + session.version()
                  + " before the verb"
              : Spelling.nearest(format, FORMATS)
                  .map(nearest -> "did you mean " + nearest + "?")
                  .orElse("give its package with scripts/sweep --packages before the verb");
      throw new UserException(
          "Cannot read %s: this Spark has no format %s (%s)".formatted(description, format, remedy),
          e);
    }
  }

  private static boolean isUnknownFormat(Throwable e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("DATA_SOURCE_NOT_FOUND")
        || message.contains("Failed to find data source")
        || message.contains("Failed to find the data source");
  }
}
