package dev.lambdasweep.driver.cluster;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Hadoop's settings as passed by spark-submit. */
public final class HadoopSettings {
  private HadoopSettings() {}

  /**
   * The configuration from Hadoop's own files and every {@code spark.hadoop.*} setting; needs no
   * session.
   */
  public static Configuration configuration() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }
}
