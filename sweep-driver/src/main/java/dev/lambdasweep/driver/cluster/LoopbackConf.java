package dev.lambdasweep.driver.cluster;

import org.apache.spark.SparkConf;
import scala.Tuple2;

/**
 * Settings for a context in one process: everything it listens on is bound to the loopback
 * interface, and its UI cannot kill jobs. Values that the user sets, in the environment or as Spark
 * settings, take precedence.
 *
 * <p>Spark's UI is bound to the environment variable SPARK_LOCAL_IP, for which there is no setting
 * and which a process cannot set for itself. So this class supplies the variable if the environment
 * does not, which also covers a plain spark-submit.
 */
final class LoopbackConf extends SparkConf {
  private static final long serialVersionUID = 1;

  private static final String LOOPBACK = "127.0.0.1";
  private static final String ADDRESS_VARIABLE = "SPARK_LOCAL_IP";
  private static final String NAME_VARIABLE = "SPARK_LOCAL_HOSTNAME";
  private static final String HOST = "spark.driver.host";
  private static final String BIND_ADDRESS = "spark.driver.bindAddress";

  /** Completes the given settings. */
  LoopbackConf(SparkConf given) {
    super(false);
    for (Tuple2<String, String> setting : given.getAll()) {
      set(setting._1(), setting._2());
    }
    setIfMissing("spark.ui.killEnabled", "false");
    boolean named = System.getenv(ADDRESS_VARIABLE) != null || System.getenv(NAME_VARIABLE) != null;
    if (!named && !contains(HOST)) {
      set(HOST, LOOPBACK);
      setIfMissing(BIND_ADDRESS, LOOPBACK);
    }
  }

  @Override
  public String getenv(String name) {
    String value = System.getenv(name);
    return value == null && name.equals(ADDRESS_VARIABLE) ? LOOPBACK : value;
  }

  /** Spark contexts use a copy of their settings. */
  @Override
  public LoopbackConf clone() {
    return new LoopbackConf(this);
  }
}
