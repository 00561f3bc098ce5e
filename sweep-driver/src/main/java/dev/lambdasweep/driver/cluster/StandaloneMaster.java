package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.UserException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * The master of a standalone cluster. Spark tries one that does not answer for a minute, prints
 * stack traces and stops; this asks before.
 */
final class StandaloneMaster {
  private static final String SCHEME = "spark://";
  private static final int PATIENCE_MILLIS = 10_000;

  private StandaloneMaster() {}

  /**
   * Does nothing where the master is no standalone one.
   *
   * @param master as spark-submit has it; of several, {@code spark://a:7077,b:7077}, one is enough
   * @throws UserException if none can be connected to
   */
  static void requireAnswer(String master) {
    if (!master.startsWith(SCHEME)) {
      return;
    }
    String cause = "";
    for (String address : master.substring(SCHEME.length()).split(",", -1)) {
      cause = causeOfSilence(address);
      if (cause.isEmpty()) {
        return;
      }
    }
    throw UserException.of(
        "Cannot reach the master %s: %s (see that it runs; scripts/cluster start 2 starts one on"
            + " this machine)",
        master, cause);
  }

  private static String causeOfSilence(String address) {
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
