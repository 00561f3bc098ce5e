package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings in a user's spark-defaults.conf. */
class SparkDefaultsIT {
  @TempDir private Path directory;

  @Test
  void kryoAsTheSerializerDoesNotMatter() {
    InProcess sweeps = InProcess.in(directory).write("sweep.conf", "sweep.space.lambda = [0, 0.1]");
    System.setProperty("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    try {
      assertThat(sweeps.run("run", sweeps.at("sweep.conf")).exitCode()).isZero();
    } finally {
      System.clearProperty("spark.serializer");
    }

    assertThat(sweeps.csv("SELECT state, count(*) FROM trials GROUP BY state"))
        .containsExactly("state,count(1)", "COMPLETE,2");
  }
}
