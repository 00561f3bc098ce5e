package dev.lambdasweep.driver.sql;

import dev.lambdasweep.driver.store.Reading;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Skipped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Spark SQL over the results: the views {@code sweeps}, {@code trials}, {@code points}, {@code
 * curves}, {@code rungs}, and for final sweeps {@code confusion}, {@code probabilities} and {@code
 * predictions}, as of when they are registered.
 *
 * <p>The rows come from the plain reader that all other verbs use, and are in the driver's memory:
 * no job lists or reads a file, and no catalog or warehouse is needed.
 *
 * <p>In {@code trials} and {@code points}, every hyperparameter has a column of its own ({@link
 * HyperparameterColumns}), and {@code parameters} is a {@code MAP<STRING, STRING>} of all that the
 * row has, so that {@code explode(parameters)} works, too. It contains numbers in their shortest
 * form, and lists as JSON.
 */
public final class Views {
  private static final Map<String, Function<StoredResults, View<?>>> ALL = new LinkedHashMap<>();

  static {
    ALL.put(SweepsView.NAME, SweepsView::of);
    ALL.put(TrialsView.NAME, TrialsView::of);
    ALL.put(PointsView.NAME, PointsView::of);
    ALL.put(CurvesView.NAME, CurvesView::of);
    ALL.put(RungsView.NAME, RungsView::of);
    ALL.put(ConfusionView.NAME, ConfusionView::of);
    ALL.put(ProbabilitiesView.NAME, ProbabilitiesView::of);
    ALL.put(PredictionsView.NAME, PredictionsView::of);
  }

  /** Names of all views. */
  static final List<String> NAMES = List.copyOf(ALL.keySet());

  private final ResultsStore store;

  /** Views over a store. */
  public Views(ResultsStore store) {
    this.store = store;
  }

  /**
   * Settings for a Spark session that is started for reading only; they have no effect on a running
   * one. No web page, and no spark-warehouse directory left behind.
   */
  public static Map<String, String> sparkSettings() {
    return Map.of(
        "spark.ui.enabled", "false",
        "spark.sql.catalogImplementation", "in-memory",
        // The views have more columns than Spark would print in a plan without a warning.
        "spark.sql.debug.maxToStringFields", "1000",
        // Spark creates this directory at the first query; this one exists already.
        "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"));
  }

  /**
   * Registers all views as temporary views in the caller's session, whatever its settings. They
   * replace temporary views of the same names.
   *
   * @return the lines of the results that were skipped
   */
  public List<Skipped> register(SparkSession session) {
    return register(session, Set.copyOf(NAMES));
  }

  /**
   * The rows of a view, without registering it.
   *
   * @param name name of a view
   */
  public Dataset<Row> dataset(SparkSession session, String name) {
    return ALL.get(name).apply(new StoredResults(store)).dataset(session);
  }

  /**
   * A session of its own on the same Spark context, with the views.
   *
   * @return the session, and the lines of the results that were skipped
   */
  Reading<SparkSession> open(SparkSession spark) {
    SparkSession session = session(spark);
    return new Reading<>(session, register(session));
  }

  /**
   * A session of its own that suits small tables in memory. Its times are in UTC, and no part of a
   * statement is substituted or taken for a file.
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
   * @param wanted names of those that are filled; the others are registered empty, so that a
   *     statement does not wait for files that it does not need
   * @return the lines of the results that were skipped
   */
  List<Skipped> register(SparkSession session, Set<String> wanted) {
    StoredResults none = StoredResults.none(store);
    boolean isAnyWanted = NAMES.stream().anyMatch(wanted::contains);
    StoredResults stored = isAnyWanted ? new StoredResults(store) : none;
    ALL.forEach(
        (name, view) -> view.apply(wanted.contains(name) ? stored : none).register(session));
    return stored.skipped();
  }
}
