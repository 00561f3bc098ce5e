package dev.lambdasweep.driver.command.metrics;

import java.util.Optional;

/** A form in which a program reports metrics on lines of its output. */
public interface MetricLines {
  /** Name of the value that is no metric, but the progress of the training. */
  String STEP = "step";

  /**
   * What a line reports.
   *
   * @param line bytes of the line, in UTF-8, without its end; the array may be longer
   * @param length number of bytes
   * @param isCut whether the line is longer, and these are only its first bytes
   * @return empty if the line is other output
   * @throws MalformedLineException if it is not what it begins as
   */
  Optional<Report> parse(byte[] line, int length, boolean isCut) throws MalformedLineException;
}
