package dev.lambdasweep.driver.cluster;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Finds the innermost cause of an exception: Spark and Hadoop wrap the errors of disk and network.
 */
public final class Causes {
  private Causes() {}

  /** The cause that has no cause itself. */
  public static Throwable innermost(Throwable e) {
    Throwable innermost = e;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost;
  }

  /** The message of the innermost cause, as one line. */
  public static String line(Throwable e) {
    Throwable innermost = innermost(e);
    if (innermost instanceof FileSystemException failure) {
      return reason(failure);
    }
    String message = innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
    return message.lines().findFirst().orElse(innermost.toString());
  }

  /** These exceptions have only a file's name as their message. */
  private static String reason(FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    } else if (e instanceof NoSuchFileException) {
      return "there is no such file or directory";
    }
    return e.getReason() == null ? e.toString() : e.getReason();
  }
}
