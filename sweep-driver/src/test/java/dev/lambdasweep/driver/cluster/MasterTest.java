package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import java.util.OptionalInt;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"local | 1", "local[2] | 2", "local[3,4] | 3", "local[3 , 4] | 3", "local[12] | 12"})
  void localMasterHasItsThreads(String url, int threads) {
    Master master = new Master(url);

    assertThat(master.isLocal()).isTrue();
    assertThat(master.threads()).isEqualTo(OptionalInt.of(threads));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[*]", "local[*,4]"})
  void asteriskStandsForTheCoresOfTheMachine(String url) {
    assertThat(new Master(url).threads())
        .isEqualTo(OptionalInt.of(Runtime.getRuntime().availableProcessors()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark://one:7077",
        "spark://one:7077,two:7077",
        "yarn",
        "k8s://https://one:6443",
        "local-cluster[2,1,1024]",
        "local-cluster[2, 1, 1024]"
      })
  void clusterIsNotLocalAndItsThreadsAreUnknown(String url) {
    Master master = new Master(url);

    assertThat(master.isLocal()).isFalse();
    assertThat(master.threads()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "here",
        "local[]",
        "local[x]",
        "local[0]",
        "local[2,0]",
        "local[2,4",
        "local-cluster[a]",
        "spark:/one:7077",
        "spark://",
        "mesos://one:5050",
        "k8s:one"
      })
  void refusesWhatSparkCannotParse(String url) {
    assertThatThrownBy(() -> new Master(url))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Invalid --master: "
                + url
                + ", must be local, local[N], local[N,ATTEMPTS], spark://HOST:PORT, yarn or k8s://URL");
  }

  @Test
  void refusesSettingsWithoutAMaster() {
    assertThatThrownBy(() -> Master.of(new SparkConf(false)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot start Spark: no master is set (start with scripts/sweep, or pass --master to"
                + " spark-submit)");
  }
}
