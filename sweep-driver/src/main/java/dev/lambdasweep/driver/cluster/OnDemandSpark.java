package dev.lambdasweep.driver.cluster;

import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/** A context of the application's own, started when it is needed, and stopped with this. */
public final class OnDemandSpark implements SparkAccess, AutoCloseable {
  private final String name;
  private Optional<JavaSparkContext> context = Optional.empty();

  /**
   * A context that has not started.
   *
   * @param name of the application, for Spark's pages
   */
  public OnDemandSpark(String name) {
    this.name = name;
  }

  @Override
  public synchronized JavaSparkContext context() {
    if (context.isEmpty()) {
      context = Optional.of(SweepSession.training(name));
    }
    return context.get();
  }

  @Override
  public synchronized void close() {
    context.ifPresent(JavaSparkContext::close);
  }
}
