package dev.lambdasweep.driver.runner;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of a text that may be long. */
public final class LogTail {
  /** Lines that are kept. */
  public static final int LINES = 20;

  private static final int LONGEST_LINE = 300;

  private final Deque<String> lines = new ArrayDeque<>();

  /** Adds lines; the first ones are dropped if there are too many, and long ones are cut. */
  synchronized void add(String text) {
    text.lines()
        .forEach(
            line -> {
              lines.add(line.substring(0, Math.min(LONGEST_LINE, line.length())));
              if (lines.size() > LINES) {
                lines.remove();
              }
            });
  }

  /** The lines that are left, each but the last with its end. */
  synchronized String text() {
    return String.join("\n", lines);
  }
}
