package dev.lambdasweep.driver.sql;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.store.Skipped;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** Runs one read-only statement of Spark SQL: SELECT, SHOW TABLES or COLUMNS, DESCRIBE, EXPLAIN. */
public final class ReadOnlySql {
  private final SparkSession spark;
  private final Views views;

  /**
   * Statements over views.
   *
   * @param spark provides the Spark context; each statement has a session of its own
   */
  public ReadOnlySql(SparkSession spark, Views views) {
    this.spark = spark;
    this.views = views;
  }

  /**
   * Runs a statement on the current results. Its rows are fetched on demand.
   *
   * @throws UserException if the statement is malformed or does more than read the views; reading
   *     the result throws it if the statement fails on the data
   */
  public SqlResult run(String statement) {
    SparkSession session = Views.session(spark);
    Set<String> names = SqlGuard.check(statement, parsed(session, statement));
    List<Skipped> skipped = views.register(session, names);
    return translating(
        () -> {
          Dataset<Row> rows = session.sql(statement);
          return new SqlResult(
              rows.schema(), new TranslatingIterator(rows.toLocalIterator()), skipped);
        });
  }

  private static LogicalPlan parsed(SparkSession session, String statement) {
    try {
      return ((org.apache.spark.sql.classic.SparkSession) session)
          .sessionState()
          .sqlParser()
          .parsePlan(statement);
    } catch (ParseException e) {
      throw translated(e);
    }
  }

  private static <T> T translating(Supplier<T> action) {
    try {
      return action.get();
    } catch (Exception e) {
      // Spark's AnalysisException is checked, but not declared
      throw translated(e);
    }
  }

  /**
   * A user error with Spark's message in one line if the statement is wrong; else the exception.
   */
  private static RuntimeException translated(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable spark
          && spark.getCondition() != null
          && !spark.isInternalError()) {
        return new UserException(
            String.format("Cannot run the SQL: %s%s", message(cause, spark), position(cause)), e);
      }
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }

  private static String message(Throwable e, SparkThrowable spark) {
    if ("TABLE_OR_VIEW_NOT_FOUND".equals(spark.getCondition())) {
      return "there is no view "
          + spark.getMessageParameters().get("relationName")
          + ", only "
          + String.join(", ", Views.NAMES);
    }
    return e.getMessage()
        .strip()
        .replaceFirst("^\\[[A-Z0-9_.]+\\]\\s*", "")
        .replaceFirst("(?s)\\s*SQLSTATE: .*", "")
        .replaceAll("\\s+", " ")
        .replaceFirst("\\.$", "");
  }

  private static String position(Throwable e) {
    if (e instanceof AnalysisException analysis
        && analysis.line().isDefined()
        && analysis.startPosition().isDefined()) {
      return String.format(
          " (line %s, column %s)",
          analysis.line().get(), (Integer) analysis.startPosition().get() + 1);
    }
    return "";
  }

  private record TranslatingIterator(Iterator<Row> rows) implements Iterator<Row> {
    @Override
    public boolean hasNext() {
      return translating(rows::hasNext);
    }

    @Override
    public Row next() {
      return translating(rows::next);
    }
  }
}
