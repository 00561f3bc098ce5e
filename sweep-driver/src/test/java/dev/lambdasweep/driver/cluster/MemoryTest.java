package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class MemoryTest {
  private static final long HEAP = Runtime.getRuntime().maxMemory();

  @Test
  void checkpointsGetAQuarterOfTheLeastHeapOrOfTheResults() {
    assertThat(ofCheckpoints("local[2]", "0", "1m")).isEqualTo(HEAP / 4);
    assertThat(ofCheckpoints("local[2]", "8m", "1m")).isEqualTo(2 << 20);
    assertThat(ofCheckpoints("spark://one:7077", "8m", "4m")).isEqualTo(1 << 20);
    assertThat(ofCheckpoints("spark://one:7077", "0", "4m")).isEqualTo(1 << 20);
  }

  private static long ofCheckpoints(String master, String results, String executor) {
    return Memory.ofCheckpoints(
        new SparkConf(false)
            .set("spark.master", master)
            .set("spark.driver.maxResultSize", results)
            .set("spark.executor.memory", executor));
  }
}
