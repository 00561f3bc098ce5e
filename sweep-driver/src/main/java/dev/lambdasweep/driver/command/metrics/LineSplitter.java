package dev.lambdasweep.driver.command.metrics;

import java.util.Arrays;

/** Splits bytes into lines. The memory that it takes does not depend on how long lines are. */
public final class LineSplitter {
  /** Bytes of a line that are kept, at most. */
  static final int LONGEST = 1 << 20;

  private final Sink sink;
  private byte[] line = new byte[1 << 12];
  private int length;
  private boolean isCut;

  /** Receives lines. */
  public @FunctionalInterface interface Sink {
    /**
     * Receives a line.
     *
     * @param line its bytes without the end of the line; the array is longer, and is used again
     * @param length number of bytes, at most {@link #LONGEST}
     * @param isCut whether the line was longer
     */
    void line(byte[] line, int length, boolean isCut);

    /** There are no more lines. */
    default void end() {}
  }

  public LineSplitter(Sink sink) {
    this.sink = sink;
  }

  /** Takes the next bytes. */
  public void add(byte[] bytes, int count) {
    int from = 0;
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        append(bytes, from, i);
        passOn();
        from = i + 1;
      }
    }
    append(bytes, from, count);
  }

  /** There are no more bytes; the last line may have no end. */
  public void end() {
    if (length > 0) {
      passOn();
    }
    sink.end();
  }

  private void append(byte[] bytes, int from, int to) {
    int taken = Math.min(to - from, LONGEST - length);
    isCut |= taken < to - from;
    if (length + taken > line.length) {
      line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(2 * line.length, length + taken)));
    }
    System.arraycopy(bytes, from, line, length, taken);
    length += taken;
  }

  private void passOn() {
    int end = length > 0 && !isCut && line[length - 1] == '\r' ? length - 1 : length;
    sink.line(line, end, isCut);
    length = 0;
    isCut = false;
  }
}
