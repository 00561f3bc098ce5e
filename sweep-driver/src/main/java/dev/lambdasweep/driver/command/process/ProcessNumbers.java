package dev.lambdasweep.driver.command.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.function.LongPredicate;

/**
 * How far Linux has come in giving numbers to processes. It gives them in turn, so those of newer
 * processes are known without looking at the older ones, of which a machine may have thousands.
 *
 * @param last the number given last
 * @param given how many numbers have been given since the machine's start, at least
 */
record ProcessNumbers(long last, long given) {

  static ProcessNumbers now() {
    String load = read("/proc/loadavg").strip();
    String statistics = read("/proc/stat");
    int at = statistics.indexOf("\nprocesses ") + "\nprocesses ".length();
    return new ProcessNumbers(
        Long.parseLong(load.substring(load.lastIndexOf(' ') + 1)),
        Long.parseLong(statistics.substring(at, statistics.indexOf('\n', at))));
  }

  /** Whether a number may be one that was given since then; true if none can be excluded. */
  LongPredicate since(ProcessNumbers then) {
    long most = Long.parseLong(read("/proc/sys/kernel/pid_max").strip());
    // the counts are read a little later than the numbers
    if (given - then.given >= most / 2) {
      return pid -> true;
    }
    return last >= then.last
        ? pid -> pid > then.last && pid <= last
        : pid -> pid > then.last || pid <= last;
  }

  private static String read(String file) {
    try (FileInputStream stream = new FileInputStream(file)) {
      return new String(stream.readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + file, e);
    }
  }
}
