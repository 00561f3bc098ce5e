package dev.lambdasweep.driver.api;

import dev.lambdasweep.driver.sql.Views;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The results of a sweep; each call reads them as they are at that moment. */
public final class SweepResult {
  private final ResultsStore store;
  private final Sweep sweep;
  private final Supplier<SparkSession> session;

  SweepResult(ResultsStore store, Sweep sweep, Supplier<SparkSession> session) {
    this.store = store;
    this.sweep = sweep;
    this.session = session;
  }

  /** Id of the sweep: {@code coarse-20261120T193000-7f3a}. */
  public String id() {
    return sweep.id().text();
  }

  /** The rows of its trials, ordered by trial and repeat. */
  public List<TrialRow> rows() {
    return store.rows(sweep.id()).value();
  }

  /** Whether every row is COMPLETE or STOPPED. */
  public boolean isComplete() {
    return rows().stream().noneMatch(TrialRow::isFailed);
  }

  /** One row per trial, with the columns of the view {@code trials}. */
  public Dataset<Row> trials() {
    return view("trials");
  }

  /** One row per point, with means over its repeats and the columns of the view {@code points}. */
  public Dataset<Row> points() {
    return view("points");
  }

  /** One row per measurement during a training, with the columns of the view {@code curves}. */
  public Dataset<Row> curves() {
    return view("curves");
  }

  private Dataset<Row> view(String name) {
    Dataset<Row> all = new Views(store).dataset(session.get(), name);
    return all.where(all.col("sweep").equalTo(id()));
  }
}
