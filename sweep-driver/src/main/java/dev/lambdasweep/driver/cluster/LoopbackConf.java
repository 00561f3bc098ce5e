package dev.lambdasweep.driver.cluster;

import org.apache.spark.SparkConf;
import scala.Tuple2;

/**
 * Settings for a context in one process: whatever it listens on is bound to the loopback interface,
 * and its pages cannot kill jobs. What the user sets, in the environment or as a setting of
 * Spark's, comes first.
 *
 * <p>Spark's pages are bound to the environment's SPARK_LOCAL_IP, for which there is no setting and
 * which a process cannot set for itself. So this answers for the environment where the variable is
 * missing, and a plain spark-submit is covered, too.
 */
final class LoopbackConf extends SparkConf {
  private static final long serialVersionUID = 1;

  private static final String LOOPBACK = "127.0.0.1";
  private static final String ADDRESS_VARIABLE = "SPARK_LOCAL_IP";
  private static final String NAME_VARIABLE = "SPARK_LOCAL_HOSTNAME";
  private static final String HOST = "spark.driver.host";
  private static final String BIND_ADDRESS = "spark.driver.bindAddress";

  /** Adds to these settings what they leave open. */
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

  /** A context works with a copy of its settings. */
  @Override
  public LoopbackConf clone() {
    return new LoopbackConf(this);
  }
}
