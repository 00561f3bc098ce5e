package dev.lambdasweep.driver.table.row;

import java.util.Locale;

/** Counted things in messages. */
public final class Counts {
  private Counts() {}

  /** "1 row", "1,000 rows". */
  public static String of(long count, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
  }
}
