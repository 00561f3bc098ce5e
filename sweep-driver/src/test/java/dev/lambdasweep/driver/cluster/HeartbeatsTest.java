package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class HeartbeatsTest {
  private static final String INTERVAL = "spark.executor.heartbeatInterval";
  private static final String MOST_FAILURES = "spark.executor.heartbeat.maxFailures";

  @Test
  void come3SecondsApartAndMayFailFor10Minutes() {
    assertThat(completed(Map.of())).isEqualTo(Map.of(INTERVAL, "3s", MOST_FAILURES, "200"));
    assertThat(completed(Map.of("spark.network.timeout", "7s"))).containsEntry(INTERVAL, "3s");
  }

  @Test
  void areLeftAsTheUserSetThem() {
    for (Map<String, String> set : List.of(Map.of(INTERVAL, "20s"), Map.of(MOST_FAILURES, "9"))) {
      assertThat(completed(set)).isEqualTo(set);
    }
  }

  @Test
  void areLeftToSparkIfItsTimeOutIsTooShortForThem() {
    Map<String, String> impatient = Map.of("spark.network.timeout", "6000ms");
    assertThat(completed(impatient)).isEqualTo(impatient);
  }

  private static Map<String, String> completed(Map<String, String> settings) {
    SparkConf conf = new SparkConf(false);
    settings.forEach(conf::set);
    Heartbeats.complete(conf);
    return Arrays.stream(conf.getAll()).collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
  }
}
