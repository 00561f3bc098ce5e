package dev.lambdasweep.driver.command;

import dev.lambdasweep.core.trainer.UnfitMachineException;
import dev.lambdasweep.driver.command.metrics.LastLines;
import dev.lambdasweep.driver.command.metrics.LineSplitter;
import dev.lambdasweep.driver.command.metrics.MetricLines;
import dev.lambdasweep.driver.command.metrics.MetricReader;
import dev.lambdasweep.driver.command.metrics.ProgramEvent;
import dev.lambdasweep.driver.command.process.GuardProcess;
import dev.lambdasweep.driver.command.process.ProcessTree;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that runs, with everything that it has started. Its outputs are read by threads of
 * their own, which never keep it waiting for long. Closing it ends what still runs of it.
 */
final class Program implements AutoCloseable {
  /** Events that wait, at most; a program that reports faster waits for those to be taken. */
  private static final int WAITING = 1024;

  private static final int BUFFER = 1 << 16;

  /** Time to read the rest of an output after a program and all that it started have ended. */
  static final long LAST_OUTPUT_MILLIS = 2000;

  private static final File NOTHING = new File("/dev/null");

  /** The JVM's messages for a program that cannot be started, by version. */
  private static final Pattern CANNOT_START =
      Pattern.compile(".*(?:error=\\d+, |Exec failed, error: \\d+ \\()([^()]*)\\)?.*");

  private final Process process;
  private final ProcessTree tree;
  private final BlockingQueue<ProgramEvent> events = new LinkedBlockingQueue<>(WAITING);
  private final LastLines messages = new LastLines();
  private final Thread output;
  private final Thread errors;
  private final CompletableFuture<Void> exit;
  private volatile boolean isClosed;
  private boolean isEnded;

  private Program(Process process, ProcessTree tree, Optional<MetricLines> form) {
    this.process = process;
    this.tree = tree;
    LineSplitter.Sink sink =
        form.<LineSplitter.Sink>map(lines -> new MetricReader(lines, "standard output", this::put))
            .orElse((line, length, isCut) -> {});
    this.output = reading("output", process.getInputStream(), sink);
    this.errors = reading("messages", process.getErrorStream(), messages);
    this.exit = process.onExit().thenAccept(ended -> put(ProgramEvent.ended(ended.exitValue())));
  }

  /**
   * Starts a program.
   *
   * @param words the program and its arguments
   * @param variables its whole environment, without the marker of its processes
   * @param directory directory that it runs in
   * @param form form of the metrics on its standard output; empty if there are none
   * @param host name of this machine, for messages
   * @throws UnfitMachineException if it cannot be started here
   */
  static Program start(
      List<String> words,
      Map<String, String> variables,
      Path directory,
      Optional<MetricLines> form,
      String host) {
    GuardProcess.require(host);
    String marker = GuardProcess.nextMarker();
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(directory.toFile()).redirectInput(NOTHING);
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.environment().put(ProcessTree.VARIABLE, marker);
    ProcessTree tree = ProcessTree.starting(marker);
    try {
      Process process = builder.start();
      tree.include(process.toHandle());
      return new Program(process, tree, form);
    } catch (IOException e) {
      Matcher reason = CANNOT_START.matcher(String.valueOf(e.getMessage()));
      throw new UnfitMachineException(
          "Cannot start %s on %s: %s (install it there, or correct trainer.command.run)"
              .formatted(words.get(0), host, reason.matches() ? reason.group(1) : e.getMessage()),
          e);
    }
  }

  private Thread reading(String what, InputStream stream, LineSplitter.Sink sink) {
    Thread thread = new Thread(() -> read(stream, sink), "%s of %s".formatted(what, process.pid()));
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void read(InputStream stream, LineSplitter.Sink sink) {
    LineSplitter lines = new LineSplitter(sink);
    byte[] buffer = new byte[BUFFER];
    try (stream) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        lines.add(buffer, count);
      }
    } catch (IOException e) {
      // closed, because the program has ended and something else holds its output
    }
    lines.end();
  }

  /** Adds an event, unless nobody takes events any more. */
  private void put(ProgramEvent event) {
    try {
      while (!isClosed && !events.offer(event, 1, TimeUnit.SECONDS)) {
        // not taken yet
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next event; empty if there is none for some time. */
  Optional<ProgramEvent> next(long millis) throws InterruptedException {
    return Optional.ofNullable(events.poll(millis, TimeUnit.MILLISECONDS));
  }

  /** Looks for processes that it has started, so that they are found when they let go of it. */
  void look() {
    tree.find();
  }

  /** Ends what still runs of it. */
  void endRest() {
    if (!isEnded) {
      tree.end();
      isEnded = true;
    }
  }

  /** Whether all of its output has been read; then no more events are added. */
  boolean isRead() {
    return !output.isAlive();
  }

  /** The last lines of its standard error, once it has ended. */
  LastLines messages() throws InterruptedException {
    errors.join(LAST_OUTPUT_MILLIS);
    return messages;
  }

  @Override
  public void close() {
    isClosed = true;
    exit.cancel(false);
    endRest();
  }
}
