package dev.lambdasweep.driver.table.input;

import dev.lambdasweep.core.UserException;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;

/** Makes messages of what Spark throws while it reads a table. */
public final class ReadErrors {
  /** "[UNRESOLVED_COLUMN.WITH_SUGGESTION] " before the message of an error of Spark. */
  private static final Pattern ERROR_CLASS = Pattern.compile("^\\[[A-Z0-9_.]+] ");

  /** " SQLSTATE: 42703; line 1 pos 7;" after it. */
  private static final Pattern STATE =
      Pattern.compile("\\s*SQLSTATE: \\w{5}(?:; line (\\d+) pos (\\d+))?;?.*$", Pattern.DOTALL);

  /** General advice after it. */
  private static final Pattern ADVICE =
      Pattern.compile("\\.\\s+(Please|Verify|Make sure|If ).*$", Pattern.DOTALL);

  private ReadErrors() {}

  /**
   * The result of an action that reads a table.
   *
   * @param table description of the table
   * @param remedy what to do if it cannot be read
   * @throws UserException if it cannot be read
   */
  public static <T> T reading(String table, String remedy, Callable<T> action) {
    try {
      return action.call();
    } catch (UserException | IllegalStateException e) {
      throw e;
    } catch (Exception | LinkageError e) {
      // of any kind: Spark throws checked exceptions that it does not declare
      throw new UserException("Cannot read %s: %s (%s)".formatted(table, reason(e), remedy), e);
    }
  }

  /** Why something failed, as one line: the message of the innermost cause that has one. */
  public static String reason(Throwable thrown) {
    Throwable told = thrown;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
        told = cause;
      }
      if (cause instanceof AnalysisException) {
        break;
      }
    }
    String message = told.getMessage() == null ? told.toString() : told.getMessage();
    String withoutClass = ERROR_CLASS.matcher(message.strip()).replaceFirst("");
    Matcher state = STATE.matcher(withoutClass);
    String text = state.find() ? withoutClass.substring(0, state.start()) : withoutClass;
    text = ADVICE.matcher(text).replaceFirst("");
    String line = text.strip().lines().findFirst().orElse(told.toString()).strip();
    boolean isBare = told.getClass() != RuntimeException.class && !message.contains(" ");
    String plain = isBare ? told.toString() : line;
    return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
  }
}
