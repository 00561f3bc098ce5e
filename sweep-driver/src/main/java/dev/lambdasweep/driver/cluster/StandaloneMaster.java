package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.UserException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * Checks the master of a standalone cluster. Spark retries a master that does not answer for a
 * minute, prints stack traces and stops; this check comes first.
 */
final class StandaloneMaster {
  private static final String SCHEME = "spark://";
  private static final int PATIENCE_MILLIS = 10_000;

  private StandaloneMaster() {}

  /**
   * Requires that a standalone master accepts connections; ignores other masters.
   *
   * @param master URL as given to spark-submit; if it lists several masters, {@code
   *     spark://a:7077,b:7077}, one that answers is enough
   * @throws UserException if no master accepts a connection
   */
  static void requireAnswer(String master) {
    if (!master.startsWith(SCHEME)) {
      return;
    }
    String cause = "";
    for (String address : master.substring(SCHEME.length()).split(",", -1)) {
      cause = failureToConnect(address);
      if (cause.isEmpty()) {
        return;
      }
    }
    throw UserException.of(
        "Cannot reach the master %s: %s (check that it is running; scripts/cluster start 2 starts"
            + " one on this machine)",
        master, cause);
  }

  private static String failureToConnect(String address) {
    try (Socket socket = new Socket()) {
      URI uri = URI.create(SCHEME + address);
      if (uri.getHost() == null || uri.getPort() < 0) {
        return "it is not of the form spark://HOST:PORT";
      }
      InetSocketAddress there = new InetSocketAddress(uri.getHost(), uri.getPort());
      if (there.isUnresolved()) {
        return "unknown host " + uri.getHost();
      }
      socket.connect(there, PATIENCE_MILLIS);
      return "";
    } catch (IOException | IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
