package dev.lambdasweep.driver.cluster;

import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The application's own context, started when it is first needed and stopped when this is closed.
 */
public final class OnDemandSpark implements SparkAccess, AutoCloseable {
  private final String name;
  private Optional<JavaSparkContext> context = Optional.empty();

  /**
   * A context that has not started yet.
   *
   * @param name name of the application, for Spark's UI
   */
  public OnDemandSpark(String name) {
    this.name = name;
  }

  // a standalone master that rejects the application ends a context that Spark has handed out
  @Override
  public synchronized JavaSparkContext context() {
    if (context.isEmpty()) {
      context = Optional.of(SweepSession.training(name));
    }
    JavaSparkContext started = context.get();
    if (started.sc().isStopped()) {
      throw SweepSession.cannotStart(
          started.getConf(), new IllegalStateException(SweepSession.STOPPED));
    }
    return started;
  }

  @Override
  public synchronized void close() {
    context.ifPresent(JavaSparkContext::close);
  }
}
