package dev.lambdasweep.driver.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * What a person sees while trials run: on a terminal a bar that is drawn over itself, else a line a
 * trial.
 */
final class Progress {
  private static final int BAR = 24;
  private static final int WIDTH = 100;

  private final PrintStream out;
  private final boolean terminal;
  private final int trials;
  private final int doneBefore;
  private final long start = System.nanoTime();
  private int done;
  private int failed;

  /**
   * Progress of a sweep.
   *
   * @param terminal whether {@code out} is one
   * @param trials in all
   * @param doneBefore of them have a row already
   */
  Progress(PrintStream out, boolean terminal, int trials, int doneBefore) {
    this.out = out;
    this.terminal = terminal;
    this.trials = trials;
    this.doneBefore = doneBefore;
    this.done = doneBefore;
  }

  /** Whether standard error is a terminal, as the launcher found it. */
  static boolean isTerminal() {
    return "1".equals(System.getenv("LAMBDA_SWEEP_TERMINAL"));
  }

  /** Draws the bar before the first trial has ended. */
  void begin() {
    if (terminal) {
      draw("");
    }
  }

  /**
   * Tells of a trial that ended.
   *
   * @param line what became of it, for those who read lines
   * @param ok whether it completed
   * @param best the best so far, or empty
   */
  void ended(String line, boolean ok, String best) {
    done++;
    failed += ok ? 0 : 1;
    if (terminal) {
      draw(best);
    } else {
      out.printf(Locale.ROOT, "%d/%d %s%n", done, trials, line);
    }
  }

  /** Leaves the bar as it is and goes to the next line. */
  void end() {
    if (terminal) {
      out.println();
    }
  }

  private void draw(String best) {
    int filled = BAR * done / Math.max(1, trials);
    StringBuilder text = new StringBuilder();
    text.append('[').append("#".repeat(filled)).append(".".repeat(BAR - filled)).append("] ");
    text.append(done).append('/').append(trials);
    if (failed > 0) {
      text.append(", ").append(failed).append(" failed");
    }
    if (!best.isEmpty()) {
      text.append(", best ").append(best);
    }
    int now = done - doneBefore;
    if (now > 0 && done < trials) {
      double seconds = (System.nanoTime() - start) / 1e9 * (trials - done) / now;
      text.append(", about ").append(clock(seconds)).append(" left");
    }
    if (done == trials) {
      text.append(", ").append(clock((System.nanoTime() - start) / 1e9));
    }
    String line = text.substring(0, Math.min(WIDTH, text.length()));
    out.print("\r" + line + "\u001b[K");
    out.flush();
  }

  /** Minutes and seconds: 1:05. */
  static String clock(double seconds) {
    Duration duration = Duration.ofSeconds(Math.round(seconds));
    return duration.toHours() > 0
        ? String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            duration.toHours(),
            duration.toMinutesPart(),
            duration.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
  }
}
