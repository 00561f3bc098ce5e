package dev.lambdasweep.driver.command.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lambdasweep.core.trainer.UnfitMachineException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The process that guards this executor's programs: see {@link Guard}. Started with the first
 * program.
 */
public final class GuardProcess {
  private static final Set<String> JVM_OPTIONS =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** Marks the programs of this executor. */
  private static final String EXECUTOR = UUID.randomUUID().toString();

  private static final AtomicLong PROGRAMS = new AtomicLong();
  private static final ProcessNumbers SINCE = ProcessTree.now();
  private static final Set<Path> DIRECTORIES = new LinkedHashSet<>();
  private static Optional<GuardProcess> running = Optional.empty();

  private final Process process;
  private final OutputStream lines;

  private GuardProcess(Process process) {
    this.process = process;
    this.lines = process.getOutputStream();
  }

  /**
   * Starts the process, unless it runs.
   *
   * @param host name of this machine, for messages
   * @throws UnfitMachineException if it cannot be started
   */
  public static synchronized void require(String host) {
    if (running.filter(guard -> guard.process.isAlive()).isEmpty()) {
      GuardProcess guard = new GuardProcess(started(host));
      DIRECTORIES.forEach(directory -> guard.write("+" + directory));
      running = Optional.of(guard);
    }
  }

  /** Has a directory removed once this executor has ended. */
  public static synchronized void add(Path directory) {
    DIRECTORIES.add(directory);
    running.ifPresent(guard -> guard.write("+" + directory));
  }

  /** No longer has a directory removed. */
  public static synchronized void forget(Path directory) {
    DIRECTORIES.remove(directory);
    running.ifPresent(guard -> guard.write("-" + directory));
  }

  /** A marker for the processes of one more program. */
  public static String nextMarker() {
    return EXECUTOR + "/" + PROGRAMS.incrementAndGet() + "/";
  }

  private static Process started(String host) {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx16m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                classPath(),
                Guard.class.getName(),
                EXECUTOR + "/",
                Long.toString(SINCE.last()),
                Long.toString(SINCE.given()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.startsWith("LAMBDA_SWEEP_"));
    // options for other JVMs may contradict those above, and the guard would not start
    builder.environment().keySet().removeAll(JVM_OPTIONS);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UnfitMachineException(
          "Cannot start a process that guards programs on %s: %s (free memory there)"
              .formatted(host, e.getMessage()),
          e);
    }
  }

  private static String classPath() {
    try {
      return Path.of(Guard.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot find the application's jar", e);
    }
  }

  private void write(String line) {
    try {
      lines.write((line + "\n").getBytes(UTF_8));
      lines.flush();
    } catch (IOException e) {
      // it was killed; the next program starts another one
    }
  }
}
