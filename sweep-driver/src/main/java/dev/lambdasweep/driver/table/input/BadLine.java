package dev.lambdasweep.driver.table.input;

import java.util.List;
import java.util.Optional;

/**
 * A line that is no row for another reason than its cells, and a text that takes its place: it has
 * so many cells that Spark takes it for malformed, and so reports it with the others.
 *
 * @param cause what is wrong
 * @param file file of the line
 * @param start position at which its block begins
 * @param index number of the line in its block, from 1
 */
public record BadLine(Cause cause, String file, long start, long index) {
  private static final String MARK = "\u0001lambda-sweep\u0001";
  private static final int PARTS = 4;

  /** What is wrong with a line. */
  public enum Cause {
    /** it is not text of the charset */
    NOT_TEXT,
    /** it is a header, and another file has another one */
    OTHER_HEADER
  }

  /**
   * The text in place of the line.
   *
   * @param separator separator of cells
   * @param width cells of a row
   */
  public String text(String separator, int width) {
    return MARK
        + String.join("\u0001", cause.name(), Long.toString(start), Long.toString(index), file)
        + "\u0001"
        + separator.repeat(width + 1);
  }

  /** The bad line that a malformed text stands for; empty if it is a line of a file. */
  public static Optional<BadLine> of(String text) {
    if (!text.startsWith(MARK)) {
      return Optional.empty();
    }
    List<String> parts = List.of(text.substring(MARK.length()).split("\u0001"));
    return parts.size() < PARTS
        ? Optional.empty()
        : Optional.of(
            new BadLine(
                Cause.valueOf(parts.get(0)),
                parts.get(3),
                Long.parseLong(parts.get(1)),
                Long.parseLong(parts.get(2))));
  }
}
