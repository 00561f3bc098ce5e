package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweepSessionTest {
  private static final Map<String, String> SUPERVISED =
      Map.of("spark.driver.supervise", "true", "spark.submit.deployMode", "cluster");

  @AfterEach
  void clearSettings() {
    SUPERVISED.keySet().forEach(System::clearProperty);
  }

  @Test
  void aDriverThatSparkRestartsIsSupervised() {
    assertThat(SweepSession.isSupervised()).isFalse();
    SUPERVISED.forEach(System::setProperty);
    assertThat(SweepSession.isSupervised()).isTrue();
  }

  @Test
  void aDriverOutsideTheClusterIsNotSupervised() {
    System.setProperty("spark.driver.supervise", "true");
    assertThat(SweepSession.isSupervised()).isFalse();
    System.setProperty("spark.submit.deployMode", "client");
    assertThat(SweepSession.isSupervised()).isFalse();
  }
}
