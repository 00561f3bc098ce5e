package dev.lambdasweep.driver.sql;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.driver.analysis.Estimate;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.store.Json;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.Reading;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Skipped;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.store.SweepSummary;
import dev.lambdasweep.driver.store.Sweeps;
import dev.lambdasweep.driver.store.TrialColumns;
import dev.lambdasweep.driver.store.TrialColumns.Column;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.TestDetail;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Spark SQL over the results: the views {@code sweeps}, {@code trials}, {@code points}, {@code
 * curves}, and of final sweeps {@code confusion} and {@code probabilities}, as they are when
 * opened.
 *
 * <p>The rows come through the plain reader, the same as every other verb's, and stand in the
 * driver's memory: no job lists or reads a file, and no catalog or warehouse is needed.
 *
 * <p>In {@code trials} every hyperparameter has a column of its own, and {@code parameters} is a
 * {@code MAP<STRING, STRING>} of all that the row has, so that {@code parameters['lambda']} and
 * {@code explode(parameters)} work for columns that this program does not know. Numbers stand there
 * in their shortest form, lists as JSON.
 *
 * <p>{@code points} has a row a point: of each figure its mean over the complete repeats, their
 * standard deviation, and the confidence interval of the mean ({@link Estimate}) at the sweep's
 * {@code refine.level}.
 */
public final class Views {
  private static final String SWEEPS = "sweeps";
  private static final String TRIALS = "trials";
  private static final String CURVES = "curves";
  private static final String POINTS = "points";
  private static final String CONFUSION = "confusion";
  private static final String PROBABILITIES = "probabilities";

  /** All views. */
  static final List<String> NAMES =
      List.of(SWEEPS, TRIALS, POINTS, CURVES, CONFUSION, PROBABILITIES);

  private static final String SWEEP_COLUMNS =
      "sweep STRING, name STRING, kind STRING, parent STRING, created_at TIMESTAMP, planned INT,"
          + " completed INT, stopped INT, failed INT, seed BIGINT, data STRING, data_sha256 STRING,"
          + " code_version STRING, jdk STRING, blas STRING, configuration STRING";
  private static final String CURVE_COLUMNS =
      "sweep STRING, name STRING, trial INT, repeat INT, `update` INT, epoch DOUBLE, learning_rate"
          + " DOUBLE, train_loss DOUBLE, train_cost DOUBLE, train_accuracy DOUBLE, valid_loss"
          + " DOUBLE, valid_cost DOUBLE, valid_accuracy DOUBLE";
  private static final String CONFUSION_COLUMNS =
      "sweep STRING, name STRING, trial INT, repeat INT, actual INT, predicted INT, images INT";
  private static final String PROBABILITY_COLUMNS =
      "sweep STRING, name STRING, trial INT, repeat INT, low DOUBLE, high DOUBLE, images INT,"
          + " correct INT";

  private final ResultsStore store;
  private final Map<String, DataType> hyperparameters;
  private final StructType trialSchema;
  private final StructType pointSchema;

  /**
   * Views over a store.
   *
   * @param hyperparameters column to Spark SQL type (DOUBLE, BIGINT, BOOLEAN or STRING), in the
   *     order of the columns
   */
  public Views(ResultsStore store, Map<String, String> hyperparameters) {
    this.store = store;
    Map<String, DataType> types = new LinkedHashMap<>();
    hyperparameters.forEach((column, type) -> types.put(column, DataType.fromDDL(type)));
    this.hyperparameters = Collections.unmodifiableMap(types);
    this.trialSchema = schema(TrialColumns.LEADING, this.hyperparameters, TrialColumns.TRAILING);
    this.pointSchema = schema(PointColumns.LEADING, this.hyperparameters, PointColumns.TRAILING);
  }

  /** Views over a store, with a column for each known hyperparameter. */
  public Views(ResultsStore store) {
    this(store, hyperparameters());
  }

  private static Map<String, String> hyperparameters() {
    Map<String, String> columns = new LinkedHashMap<>();
    for (Setting<?> hyperparameter : Settings.hyperparameters()) {
      columns.put(
          hyperparameter.column(),
          switch (hyperparameter.kind().column()) {
            case DOUBLE -> "DOUBLE";
            case LONG -> "BIGINT";
            case STRING -> "STRING";
          });
    }
    return columns;
  }

  public List<Skipped> register(SparkSession session) {
    return register(session, Set.copyOf(NAMES));
  }

  public Dataset<Row> dataset(SparkSession session, String name) {
    return open(session).value().table(name);
  }

  /**
   * Settings for a Spark session that is started to read only; they take no effect in one that
   * runs. No web page, one partition, and no spark-warehouse directory left behind.
   */
  public static Map<String, String> sparkSettings() {
    return Map.of(
        "spark.ui.enabled", "false",
        "spark.sql.catalogImplementation", "in-memory",
        // The views have more columns than Spark would print in a plan without a warning.
        "spark.sql.debug.maxToStringFields", "1000",
        // Spark makes this directory at the first query; this one is there already.
        "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"));
  }

  /**
   * A session of its own on the same Spark context, with the views.
   *
   * @return the session, and the lines of the results that were left out
   */
  public Reading<SparkSession> open(SparkSession spark) {
    SparkSession session = session(spark);
    return new Reading<>(session, register(session, Set.copyOf(NAMES)));
  }

  /**
   * A session of its own that suits small tables in memory. Its times are in UTC, and nothing in a
   * statement's text is replaced or taken for a file.
   */
  static SparkSession session(SparkSession spark) {
    SparkSession session = spark.newSession();
    session.conf().set("spark.sql.session.timeZone", "UTC");
    session.conf().set("spark.sql.datetime.java8API.enabled", "true");
    session.conf().set("spark.sql.shuffle.partitions", "1");
    session.conf().set("spark.sql.leafNodeDefaultParallelism", "1");
    session.conf().set("spark.sql.runSQLOnFiles", "false");
    session.conf().set("spark.sql.variable.substitute", "false");
    return session;
  }

  /**
   * Registers the views.
   *
   * @param wanted names of those that are filled; the others are there, but empty, so that a
   *     statement does not wait for files that it does not ask for
   * @return the lines of the results that were left out
   */
  List<Skipped> register(SparkSession session, Set<String> wanted) {
    List<TrialRow> rows = List.of();
    List<SweepSummary> sweeps = List.of();
    List<Row> curves = List.of();
    List<Skipped> skipped = new ArrayList<>();
    if (!wanted.isEmpty()) {
      Reading<List<TrialRow>> reading = store.rows();
      rows = reading.value();
      skipped.addAll(reading.skipped());
    }
    if (wanted.contains(SWEEPS)) {
      Sweeps reading = Sweeps.in(store);
      sweeps = reading.summaries(rows);
      skipped.addAll(reading.skipped());
    }
    if (wanted.contains(CURVES)) {
      curves = curveRows(rows, skipped);
    }
    List<Detail> details =
        wanted.contains(CONFUSION) || wanted.contains(PROBABILITIES)
            ? details(rows, skipped)
            : List.of();
    register(session, TRIALS, rows.stream().map(this::trialRow).toList(), trialSchema);
    register(
        session,
        POINTS,
        wanted.contains(POINTS)
            ? PointColumns.rows(rows, store::level).stream().map(this::pointRow).toList()
            : List.of(),
        pointSchema);
    register(
        session,
        SWEEPS,
        sweeps.stream().map(Views::sweepRow).toList(),
        StructType.fromDDL(SWEEP_COLUMNS));
    register(session, CURVES, curves, StructType.fromDDL(CURVE_COLUMNS));
    register(
        session,
        CONFUSION,
        details.stream().flatMap(Views::confusionRows).toList(),
        StructType.fromDDL(CONFUSION_COLUMNS));
    register(
        session,
        PROBABILITIES,
        details.stream().flatMap(Views::probabilityRows).toList(),
        StructType.fromDDL(PROBABILITY_COLUMNS));
    return skipped;
  }

  private static void register(
      SparkSession session, String view, List<Row> rows, StructType schema) {
    session.createDataFrame(rows, schema).createOrReplaceTempView(view);
  }

  private static StructType schema(
      List<Column> leading, Map<String, DataType> hyperparameters, List<Column> trailing) {
    List<StructField> fields = new ArrayList<>();
    leading.forEach(column -> fields.add(field(column)));
    hyperparameters.forEach(
        (column, type) -> fields.add(DataTypes.createStructField(column, type, true)));
    fields.add(
        DataTypes.createStructField(
            TrialColumns.PARAMETERS,
            DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType),
            true));
    trailing.forEach(column -> fields.add(field(column)));
    List<String> names = fields.stream().map(StructField::name).distinct().toList();
    require(
        names.size() == fields.size(),
        "Invalid hyperparameters: %s, must not bear the name of another column",
        hyperparameters.keySet());
    return DataTypes.createStructType(fields);
  }

  private static StructField field(Column column) {
    return DataTypes.createStructField(column.name(), DataType.fromDDL(column.type()), true);
  }

  private Row trialRow(TrialRow row) {
    return row(TrialColumns.values(row), row, trialSchema);
  }

  private Row pointRow(PointColumns.PointRow point) {
    return row(point.values(), point.first(), pointSchema);
  }

  private Row row(Map<String, Object> columns, TrialRow row, StructType schema) {
    Map<String, Object> values = new HashMap<>(columns);
    hyperparameters.forEach(
        (column, type) -> {
          if (row.parameters().containsKey(column)) {
            values.put(column, converted(row.parameters().get(column), type));
          }
        });
    values.put(
        TrialColumns.PARAMETERS,
        row.parameters().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> text(entry.getValue()),
                    (one, other) -> one,
                    LinkedHashMap::new)));
    Object[] cells = new Object[schema.length()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = values.get(schema.fields()[i].name());
    }
    return RowFactory.create(cells);
  }

  /** The value as the column's type, or NULL if it is of another kind. */
  private static Object converted(Object value, DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return text(value);
    } else if (type.equals(DataTypes.DoubleType) && value instanceof Number number) {
      return number.doubleValue();
    } else if (type.equals(DataTypes.LongType) && value instanceof Long) {
      return value;
    } else if (type.equals(DataTypes.BooleanType) && value instanceof Boolean) {
      return value;
    }
    return null;
  }

  private static String text(Object value) {
    return value instanceof String string ? string : Json.write(Json.node(value));
  }

  private static Row sweepRow(SweepSummary summary) {
    Plan plan = summary.plan();
    return RowFactory.create(
        plan.sweep().id().text(),
        plan.sweep().name(),
        plan.sweep().kind().word(),
        plan.sweep().parent().isEmpty() ? null : plan.sweep().parent(),
        plan.createdAt(),
        summary.planned(),
        summary.completed(),
        summary.stopped(),
        summary.failed(),
        plan.seed(),
        plan.origin().dataDescription(),
        plan.origin().dataSha256(),
        plan.origin().codeVersion(),
        plan.origin().jdk(),
        plan.origin().blas(),
        plan.configuration());
  }

  private List<Row> curveRows(List<TrialRow> rows, List<Skipped> skipped) {
    Map<SweepId, String> names = new LinkedHashMap<>();
    rows.forEach(row -> names.put(row.sweep().id(), row.sweep().name()));
    List<Row> curveRows = new ArrayList<>();
    names.forEach(
        (sweep, name) -> {
          Reading<Map<TrialKey, List<CurvePoint>>> curves = store.curves(sweep);
          curves.skipped().stream()
              .filter(line -> line.file().startsWith("curves/"))
              .forEach(skipped::add);
          curves
              .value()
              .forEach(
                  (key, points) ->
                      points.forEach(
                          point -> curveRows.add(curveRow(sweep.text(), name, key, point))));
        });
    return curveRows;
  }

  private record Detail(String sweep, String name, TrialKey key, TestDetail detail) {}

  private List<Detail> details(List<TrialRow> rows, List<Skipped> skipped) {
    Map<SweepId, String> names = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> row.sweep().kind() == Kind.FINAL)
        .forEach(row -> names.put(row.sweep().id(), row.sweep().name()));
    List<Detail> details = new ArrayList<>();
    names.forEach(
        (sweep, name) -> {
          Reading<Map<TrialKey, TestDetail>> reading = store.details(sweep);
          reading.skipped().stream()
              .filter(line -> line.file().startsWith("details/"))
              .forEach(skipped::add);
          reading
              .value()
              .forEach((key, detail) -> details.add(new Detail(sweep.text(), name, key, detail)));
        });
    return details;
  }

  private static Stream<Row> confusionRows(Detail detail) {
    List<List<Integer>> counts = detail.detail().confusion();
    return IntStream.range(0, counts.size())
        .boxed()
        .flatMap(
            actual ->
                IntStream.range(0, counts.size())
                    .mapToObj(
                        predicted ->
                            RowFactory.create(
                                detail.sweep(),
                                detail.name(),
                                detail.key().number(),
                                detail.key().repeat(),
                                actual,
                                predicted,
                                counts.get(actual).get(predicted))));
  }

  private static Stream<Row> probabilityRows(Detail detail) {
    List<Integer> all = detail.detail().probabilities();
    return IntStream.range(0, all.size())
        .mapToObj(
            bin ->
                RowFactory.create(
                    detail.sweep(),
                    detail.name(),
                    detail.key().number(),
                    detail.key().repeat(),
                    (double) bin / all.size(),
                    (bin + 1.0) / all.size(),
                    all.get(bin),
                    detail.detail().correctProbabilities().get(bin)));
  }

  private static Row curveRow(String sweep, String name, TrialKey key, CurvePoint point) {
    return RowFactory.create(
        sweep,
        name,
        key.number(),
        key.repeat(),
        point.update(),
        nullIfNaN(point.epoch()),
        nullIfNaN(point.learningRate()),
        nullIfNaN(point.trainLoss()),
        nullIfNaN(point.trainCost()),
        nullIfNaN(point.trainAccuracy()),
        nullIfNaN(point.validLoss()),
        nullIfNaN(point.validCost()),
        nullIfNaN(point.validAccuracy()));
  }

  private static Double nullIfNaN(double number) {
    return Double.isNaN(number) ? null : Double.valueOf(number);
  }
}
