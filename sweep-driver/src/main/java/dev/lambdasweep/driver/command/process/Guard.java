package dev.lambdasweep.driver.command.process;

import dev.lambdasweep.driver.runner.Directories;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The main class of a process that outlives an executor. Once the executor has ended, however that
 * happened, this process ends all programs that it has started, and removes its directories.
 *
 * <p>Its standard input is a pipe that only the executor writes to, so the operating system closes
 * it. Before that, lines {@code +PATH} and {@code -PATH} name the directories to remove.
 */
public final class Guard {
  private Guard() {}

  /**
   * Waits for the end of standard input, and cleans up.
   *
   * @param arguments marker of the executor's programs, and the {@link ProcessNumbers} before the
   *     first
   */
  public static void main(String[] arguments) throws InterruptedException {
    Thread work =
        new Thread(
            () -> watch(arguments[0], Long.parseLong(arguments[1]), Long.parseLong(arguments[2])));
    // Ctrl-C in a terminal also reaches this process, which must not end before the executor
    Runtime.getRuntime().addShutdownHook(new Thread(() -> join(work)));
    work.start();
    work.join();
  }

  private static void watch(String marker, long last, long given) {
    Set<String> directories = new LinkedHashSet<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("+")) {
          directories.add(line.substring(1));
        } else if (line.startsWith("-")) {
          directories.remove(line.substring(1));
        }
      }
    } catch (IOException e) {
      // the executor has ended
    }
    new ProcessTree(marker, new ProcessNumbers(last, given)).end();
    directories.forEach(directory -> Directories.remove(Path.of(directory)));
  }

  private static void join(Thread work) {
    try {
      work.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
