package dev.lambdasweep.driver.spark;

/** What an exception says at bottom: Spark and Hadoop wrap what the disk or the network said. */
public final class Causes {
  private Causes() {}

  /** The cause that has none itself. */
  public static Throwable innermost(Throwable e) {
    Throwable innermost = e;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost;
  }

  /** One line of the innermost cause, where the reason stands. */
  public static String line(Throwable e) {
    Throwable innermost = innermost(e);
    String message = innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
    return message.lines().findFirst().orElse(innermost.toString());
  }
}
