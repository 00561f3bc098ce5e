package dev.lambdasweep.driver.console;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.rung.Cost;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.Trial;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Progress of a running sweep: on a terminal a bar that is redrawn in place, otherwise one line per
 * trial.
 */
public final class Progress {
  private static final int BAR = 16;
  private static final int DEFAULT_COLUMNS = 80;

  /** Without a terminal, a sign of life is printed after this time without any line. */
  private static final long QUIET_NANOS = 60_000_000_000L;

  private final PrintStream out;
  private final boolean terminal;
  private final int trials;
  private final Cost cost;
  private final int columns;
  private final LongSupplier nanoClock;
  private long start;
  private long lineAt;
  private String running = "";
  private int slots = 1;
  private int mostAtOnce = 1;
  private int done;
  private int doneBefore;
  private double work;
  private double workBefore;
  private int failed;
  private double seconds;

  /**
   * Progress of a sweep, on standard error.
   *
   * @param trials total number of trials
   * @param before rows that exist already
   */
  public static Progress of(int trials, List<TrialRow> before) {
    return of(Cost.full(trials), before);
  }

  /**
   * Progress of a sweep whose trainings may end at rungs, on standard error.
   *
   * @param cost all of its trainings
   * @param before rows of those that have ended already
   */
  public static Progress of(Cost cost, List<TrialRow> before) {
    Progress progress = new Progress(System.err, isTerminal(), columns(), cost, System::nanoTime);
    before.forEach(progress::count);
    progress.doneBefore = progress.done;
    progress.workBefore = progress.work;
    return progress;
  }

  /**
   * Progress of a sweep none of whose trainings has ended.
   *
   * @param terminal whether {@code out} is a terminal
   * @param columns width of the terminal
   * @param cost all trainings
   */
  private Progress(
      PrintStream out, boolean terminal, int columns, Cost cost, LongSupplier nanoClock) {
    this.out = out;
    this.columns = columns;
    this.terminal = terminal;
    this.cost = cost;
    this.trials = cost.count();
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
    this.lineAt = start;
  }

  /**
   * Progress of a sweep that compares no trainings.
   *
   * @param terminal whether {@code out} is a terminal
   * @param columns width of the terminal
   * @param trials total number of trials
   * @param doneBefore number of trials that already have a row
   * @param failedBefore number of those that failed
   */
  Progress(
      PrintStream out,
      boolean terminal,
      int columns,
      int trials,
      int doneBefore,
      int failedBefore,
      LongSupplier nanoClock) {
    this(out, terminal, columns, Cost.full(trials), nanoClock);
    this.doneBefore = doneBefore;
    this.workBefore = doneBefore;
    this.done = doneBefore;
    this.work = doneBefore;
    this.failed = failedBefore;
  }

  /** Whether standard error is a terminal, as determined by the launcher. */
  private static boolean isTerminal() {
    return "1".equals(System.getenv("LAMBDA_SWEEP_TERMINAL"));
  }

  /** Columns of the terminal, as determined by the launcher. */
  private static int columns() {
    String columns = Objects.requireNonNullElse(System.getenv("LAMBDA_SWEEP_COLUMNS"), "");
    return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : DEFAULT_COLUMNS;
  }

  /**
   * Draws the bar before the first trial has ended.
   *
   * @param groupsAtOnce number of groups that train at the same time
   * @param largestGroup number of trials of the largest group
   * @param best text of the best point so far, or empty
   */
  public void begin(int groupsAtOnce, int largestGroup, Supplier<String> best) {
    start = nanoClock.getAsLong();
    slots = Math.max(1, groupsAtOnce);
    mostAtOnce = slots * largestGroup;
    show(best);
  }

  /** Measures the time from an earlier moment, if trials were running before this started. */
  public void began(Instant moment) {
    start = nanoClock.getAsLong() - Math.max(0, Duration.between(moment, Instant.now()).toNanos());
  }

  /**
   * Reports a finished trial.
   *
   * @param objective metric that ranks the trials
   */
  public void ended(Metric objective, Trial trial, TrialRow row) {
    ended(
        () -> TrialText.ended(objective, trial, row),
        !row.isFailed(),
        row.execution().lastSeconds(),
        cost.share(row.extent().rung()));
  }

  private void count(TrialRow row) {
    done++;
    work += cost.share(row.extent().rung());
    failed += row.isFailed() ? 1 : 0;
  }

  /** Reports a trial that was trained again, and replaces its earlier count. */
  public void endedAgain(Metric objective, Trial trial, TrialRow row) {
    done--;
    work--;
    failed--;
    ended(objective, trial, row);
  }

  /**
   * Reports a finished trial.
   *
   * @param line result of the trial, if lines are printed
   * @param ok whether the trial completed
   * @param itsSeconds the trial's share of its group's time
   */
  public void ended(Supplier<String> line, boolean ok, double itsSeconds) {
    ended(line, ok, itsSeconds, 1);
  }

  private void ended(Supplier<String> line, boolean ok, double itsSeconds, double itsWork) {
    done++;
    work += itsWork;
    failed += ok ? 0 : 1;
    seconds += itsSeconds;
    if (!terminal) {
      line("%d/%d %s".formatted(done, trials, line.get()));
    }
  }

  /**
   * Takes note of the trials that are running. A terminal shows them with the next bar. Otherwise
   * they have a line of their own, if there has been no other line for a minute.
   *
   * @param text text of one line, or empty
   */
  public void running(String text) {
    boolean isNews = !text.isEmpty() && !text.equals(running);
    if (!terminal && isNews && nanoClock.getAsLong() - lineAt >= QUIET_NANOS) {
      line(text);
    }
    running = text;
  }

  private void line(String text) {
    out.println(text);
    lineAt = nanoClock.getAsLong();
  }

  /**
   * Redraws the bar, after the trials that ended together have been reported.
   *
   * @param best text of the best point so far, or empty
   */
  public void show(Supplier<String> best) {
    if (terminal) {
      draw(best.get());
    }
  }

  /** Prints a line that is not about a trial; the next bar is drawn below it. */
  public void note(String line) {
    out.println((terminal ? "\r\u001b[K" : "") + line);
  }

  /** Leaves the bar as it is and goes to the next line. */
  public void end() {
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
    double elapsed = (nanoClock.getAsLong() - start) / 1e9;
    if (done > doneBefore && done < trials) {
      double now = work - workBefore;
      double left =
          secondsLeft(elapsed, now, Math.max(0, cost.work() - work), seconds, slots, mostAtOnce);
      text.append(", about ").append(clock(left)).append(" left");
    }
    if (done == trials) {
      text.append(", ").append(clock(elapsed));
    }
    if (!best.isEmpty()) {
      text.append(", best ").append(best);
    }
    if (!running.isEmpty()) {
      text.append(", ").append(running);
    }
    // a line as wide as the terminal would wrap and could not be redrawn in place
    String line = text.substring(0, Math.min(columns - 1, text.length()));
    out.print("\r" + line + "\u001b[K");
    out.flush();
  }

  /**
   * Estimate of the remaining seconds, if the remaining trials take as long as the others did.
   * Trials of a group end together, so the work done on groups that are still running counts as
   * well.
   *
   * @param elapsed seconds since the first trial started
   * @param done length of the trainings that ended since then, in full ones
   * @param left length of those that have not ended
   * @param seconds time of the trials that ended, summed over all slots
   * @param mostAtOnce maximum number of trials that run at the same time
   */
  static double secondsLeft(
      double elapsed, double done, double left, double seconds, int slots, int mostAtOnce) {
    double each = Math.max(1e-9, seconds / done);
    double begun = Math.max(0, slots * elapsed - seconds) / each;
    double underWay = Math.min(begun, Math.min(left, mostAtOnce));
    return elapsed * (left - underWay) / (done + underWay);
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
