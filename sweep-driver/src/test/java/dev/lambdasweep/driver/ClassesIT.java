package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of named classes: their names in the results of a final sweep. */
class ClassesIT {
  @TempDir private static Path directory;
  private static InProcess sweeps;

  @BeforeAll
  static void testOnATable() {
    String rows =
        IntStream.range(0, 150)
            .mapToObj(
                i -> {
                  double length = 10 * (i % 3) + i * 7919 % 101 / 25.0;
                  return length + "," + i % 7 + "," + new String[] {"low", "mid", "<b>"}[i % 3];
                })
            .collect(Collectors.joining("\n", "length,noise,size\n", "\n"));
    sweeps = new InProcess(directory).writeExactly("sizes.csv", rows);
    sweeps.writeExactly(
        "sizes.conf",
        """
        data { table { path = "%s", label = size }, test.share = 0.3 }
        results.directory = "%s"
        network.hidden = [4]
        training { epochs = 30, batch-size = 10, learning-rate.rate = 0.1 }
        sweep.name = sizes
        """
            .formatted(sweeps.at("sizes.csv"), sweeps.at("results")));
    Ended ended = sweeps.run("final", sweeps.at("sizes.conf"));
    assertThat(ended.exitCode()).as(ended.messages()).isZero();
  }

  @Test
  void theViewOfConfusionNamesThem() {
    assertThat(
            sweeps.csv(
                "SELECT DISTINCT actual, actual_class FROM confusion WHERE name = 'sizes' ORDER BY"
                    + " 1"))
        .containsExactly("actual,actual_class", "0,<b>", "1,low", "2,mid");
    assertThat(
            sweeps.csv(
                "SELECT round(sum(CASE WHEN actual_class = predicted_class THEN images END) /"
                    + " sum(images) - (SELECT max(test_accuracy) FROM trials), 9) AS difference"
                    + " FROM confusion"))
        .containsExactly("difference", "0.0");
  }

  @Test
  void thePageNamesThem() throws IOException {
    String file = sweeps.at("sizes.html");
    sweeps.run("report", "sizes", "--results", sweeps.at("results"), "--out", file);
    assertThat(Files.readString(Path.of(file)))
        .contains("\"classes\":[\"\\u003cb>\",\"low\",\"mid\"]");
  }
}
