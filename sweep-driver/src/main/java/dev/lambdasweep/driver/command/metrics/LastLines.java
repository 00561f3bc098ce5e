package dev.lambdasweep.driver.command.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lambdasweep.driver.runner.LogTail;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of an output, however much there is of it. Safe for use by several threads. */
public final class LastLines implements LineSplitter.Sink {
  /** Bytes of a line that are kept. */
  private static final int BYTES = 1200;

  private final Deque<String> lines = new ArrayDeque<>();

  @Override
  public synchronized void line(byte[] line, int length, boolean isCut) {
    if (lines.size() == LogTail.LINES) {
      lines.removeFirst();
    }
    lines.addLast(new String(line, 0, Math.min(BYTES, length), UTF_8));
  }

  /** The lines, the last one at the end; empty if there are none. */
  public synchronized String text() {
    return String.join("\n", lines);
  }

  /** The last line that is not blank; empty if there is none. */
  public synchronized String last() {
    String last = "";
    for (String line : lines) {
      last = line.isBlank() ? last : line.strip();
    }
    return last;
  }
}
