package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.source.SourceAccess;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Access to a Spark context that may be started on demand. */
@FunctionalInterface
public interface SparkAccess extends SourceAccess {

  /**
   * The context; the first call may start it.
   *
   * @throws UserException if Spark cannot start, or has stopped
   */
  JavaSparkContext context();

  /** The session for tables: the application's own, or one on the context. */
  @Override
  default SparkSession session() {
    return SparkSession.builder().sparkContext(context().sc()).getOrCreate();
  }

  /** Hadoop's settings, of the session where it runs already; asking does not start Spark. */
  @Override
  default Configuration hadoop() {
    return HadoopSettings.configuration();
  }

  @Override
  default void requireMemory(String data, long bytes) {
    Memory.require(context().getConf(), data, bytes);
  }

  /** The context and session of an application. */
  static SparkAccess of(SparkSession session) {
    return new SparkAccess() {
      @Override
      public JavaSparkContext context() {
        if (session.sparkContext().isStopped()) {
          throw UserException.of("Cannot train: the Spark context has stopped (start another one)");
        }
        return JavaSparkContext.fromSparkContext(session.sparkContext());
      }

      @Override
      public SparkSession session() {
        return session;
      }

      @Override
      public Configuration hadoop() {
        return session.sparkContext().hadoopConfiguration();
      }
    };
  }
}
