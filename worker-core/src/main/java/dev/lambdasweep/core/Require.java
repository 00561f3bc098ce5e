package dev.lambdasweep.core;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/** Argument checks whose messages name the invalid value and the rule that it breaks. */
public final class Require {
  private Require() {}

  /**
   * Checks an argument.
   *
   * @param holds condition that must be true
   * @param format message for {@link String#format}: {@code Invalid <name>: <value>, must be
   *     <rule>}
   * @param arguments values named in the message
   * @throws IllegalArgumentException with the message, if {@code holds} is false
   */
  @FormatMethod
  public static void require(boolean holds, String format, Object... arguments) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, format, arguments));
    }
  }
}
