package dev.lambdasweep.driver.cluster;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.util.Utils;
import scala.Tuple2;

/**
 * Settings for a context in one process: everything it listens on is bound to the loopback
 * interface, and its UI cannot kill jobs. Values that the user sets, in the environment or as Spark
 * settings, take precedence. The application's own jar is not handed out: the one executor has the
 * driver's classes, and would first copy the jar over the network. Broadcasts are not compressed.
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
  private static final String JARS = "spark.jars";

  /** Completes the given settings. */
  LoopbackConf(SparkConf given) {
    super(false);
    for (Tuple2<String, String> setting : given.getAll()) {
      set(setting._1(), setting._2());
    }
    setIfMissing("spark.ui.killEnabled", "false");
    // what is broadcast stays in this process; loading the compressor takes longer than it could
    // save
    setIfMissing("spark.broadcast.compress", "false");
    if (contains(JARS)) {
      set(JARS, withoutOwn(get(JARS)));
    }
    boolean named = System.getenv(ADDRESS_VARIABLE) != null || System.getenv(NAME_VARIABLE) != null;
    if (!named && !contains(HOST)) {
      set(HOST, LOOPBACK);
      setIfMissing(BIND_ADDRESS, LOOPBACK);
    }
  }

  private static String withoutOwn(String jars) {
    return Arrays.stream(jars.split(","))
        .filter(jar -> !isOwn(jar))
        .collect(Collectors.joining(","));
  }

  /** Whether a jar is the one that this class is loaded from. */
  private static boolean isOwn(String jar) {
    CodeSource source = LoopbackConf.class.getProtectionDomain().getCodeSource();
    try {
      URI own = source.getLocation().toURI();
      URI other = Utils.resolveURI(jar.strip());
      return own.getScheme().equals(other.getScheme()) && own.getPath().equals(other.getPath());
    } catch (URISyntaxException e) {
      return false;
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
