package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ports of a local run that can be reached from the network. */
class LoopbackIT {
  private static final Map<String, String> SUBMITTED =
      Map.of("spark.master", "local[2]", "spark.ui.port", "0");

  @BeforeEach
  void submit() {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
    SUBMITTED.forEach(System::setProperty);
  }

  @AfterEach
  void clear() {
    Stream.concat(
            SUBMITTED.keySet().stream(), Stream.of("spark.ui.killEnabled", "spark.driver.host"))
        .forEach(System::clearProperty);
  }

  @Test
  void trainingListensOnlyOnTheLoopbackInterface() throws IOException {
    try (JavaSparkContext context = SweepSession.training("loopback")) {
      int page = URI.create(context.sc().uiWebUrl().get()).getPort();
      assertOnlyLoopback(page);
      assertOnlyLoopback(context.getConf().getInt("spark.driver.port", 0));
      assertOnlyLoopback(blockPort(context.sc()));
      assertThat(context.getConf().get("spark.ui.killEnabled")).isEqualTo("false");
    }
  }

  @Test
  void readingListensOnlyOnTheLoopbackInterface() throws IOException {
    SparkSession session = SweepSession.reading(Map.of("spark.ui.enabled", "false"));
    try {
      SparkContext context = session.sparkContext();
      assertOnlyLoopback(context.getConf().getInt("spark.driver.port", 0));
      assertOnlyLoopback(blockPort(context));
      assertThat(context.uiWebUrl().isEmpty()).isTrue();
    } finally {
      session.stop();
    }
  }

  @Test
  void settingsOfTheUserTakePrecedence() {
    System.setProperty("spark.ui.killEnabled", "true");
    System.setProperty("spark.driver.host", "localhost");

    try (JavaSparkContext context = SweepSession.training("loopback")) {
      assertThat(context.getConf().get("spark.ui.killEnabled")).isEqualTo("true");
      assertThat(context.getConf().get("spark.driver.host")).isEqualTo("localhost");
    }
  }

  private static int blockPort(SparkContext context) {
    return context.env().blockManager().blockManagerId().port();
  }

  private static void assertOnlyLoopback(int port) throws IOException {
    connect(InetAddress.getLoopbackAddress(), port);
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    for (InetAddress address : others) {
      assertThatThrownBy(() -> connect(address, port))
          .as("port %s of %s", port, address)
          .isInstanceOf(ConnectException.class);
    }
  }

  private static void connect(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2_000);
    }
  }
}
