package dev.lambdasweep.driver.console;

import dev.lambdasweep.driver.store.Skipped;
import java.util.List;

/** Warnings about lines of the results that could not be read. */
public final class SkippedLines {
  private static final int MOST_SHOWN = 10;

  private SkippedLines() {}

  /** Prints on standard error what of the results could not be read. */
  public static void warn(List<Skipped> skipped) {
    skipped.stream().limit(MOST_SHOWN).forEach(line -> System.err.println(line.warning()));
    if (skipped.size() > 1) {
      System.err.printf("%d lines of the results were skipped%n", skipped.size());
    }
  }
}
