package dev.lambdasweep.driver.runner;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.DivergedException;

/** What a training threw, as a trial's ending. */
final class Failure {
  private static final int LONGEST_ERROR = 500;

  private Failure() {}

  /** DIVERGED if the trainer says so, else ERROR. */
  static Ending ending(Throwable e) {
    return e instanceof DivergedException diverged
        ? Ending.failed(Ending.Cause.DIVERGED, oneLine(String.valueOf(diverged.getMessage())))
        : Ending.failed(Ending.Cause.ERROR, line(e));
  }

  /** An exception as one line; its class may be the user's, so describing it may fail as well. */
  static String line(Throwable e) {
    try {
      return oneLine(String.valueOf(e));
    } catch (Throwable another) {
      return e.getClass().getName();
    }
  }

  /** The first line that is not blank, of bounded length; never empty. */
  static String oneLine(String error) {
    String line =
        error.lines().filter(text -> !text.isBlank()).findFirst().orElse("no message was given");
    return line.substring(0, Math.min(LONGEST_ERROR, line.length()));
  }
}
