package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.sql.SqlValues;
import java.util.stream.Collectors;

/** Points as readable text. */
public final class PointText {
  private PointText() {}

  /** Short names, and values with six digits: {@code lambda = 0.00151, batch-size = 50}. */
  public static String of(Point point) {
    return point.values().isEmpty()
        ? "the file's own settings"
        : point.values().entrySet().stream()
            .map(
                entry ->
                    Settings.shortNameOf(entry.getKey())
                        + " = "
                        + SqlValues.readable(entry.getValue()))
            .collect(Collectors.joining(", "));
  }
}
