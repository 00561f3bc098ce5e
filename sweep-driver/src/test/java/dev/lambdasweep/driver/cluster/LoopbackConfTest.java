package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class LoopbackConfTest {
  private static final String OWN =
      LoopbackConf.class.getProtectionDomain().getCodeSource().getLocation().toString();

  @Test
  void keepsTheJarsOfTheUserAndNotItsOwn() {
    assertThat(jars("file:/trees.jar," + OWN + ",hdfs://host/own trainer.jar"))
        .isEqualTo("file:/trees.jar,hdfs://host/own trainer.jar");
    assertThat(jars(OWN)).isEmpty();
    assertThat(new LoopbackConf(new SparkConf(false)).contains("spark.jars")).isFalse();
  }

  @Test
  void compressesBroadcastsOnlyIfTheUserAsksForIt() {
    SparkConf given = new SparkConf(false);
    assertThat(new LoopbackConf(given).get("spark.broadcast.compress")).isEqualTo("false");
    given.set("spark.broadcast.compress", "true");
    assertThat(new LoopbackConf(given).get("spark.broadcast.compress")).isEqualTo("true");
  }

  private static String jars(String given) {
    return new LoopbackConf(new SparkConf(false).set("spark.jars", given)).get("spark.jars");
  }
}
