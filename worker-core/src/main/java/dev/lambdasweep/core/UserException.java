package dev.lambdasweep.core;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/**
 * An error that the user can fix: a missing file, a truncated image file, a value out of range. Its
 * message is shown without a stack trace: {@code Cannot <act>: <cause> (<remedy>)}.
 */
public class UserException extends RuntimeException {

  /** An exception whose message is shown unchanged. */
  public UserException(String message) {
    super(message);
  }

  /** An exception whose message is shown unchanged; the cause serves debugging. */
  public UserException(String message, Throwable cause) {
    super(message, cause);
  }

  /** An exception with a message made by {@link String#format} in the root locale. */
  @FormatMethod
  public static UserException of(String format, Object... arguments) {
    return new UserException(String.format(Locale.ROOT, format, arguments));
  }
}
