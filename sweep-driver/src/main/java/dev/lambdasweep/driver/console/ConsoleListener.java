package dev.lambdasweep.driver.console;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.analysis.Leader;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.Skipped;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.sweep.ShellText;
import dev.lambdasweep.driver.sweep.SweepListener;
import dev.lambdasweep.driver.sweep.SweepState;
import dev.lambdasweep.driver.trial.Trial;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Shows a sweep in a terminal: what is about to happen, progress, and at the end the table and what
 * one would type next. Messages go to standard error, results to standard output.
 */
public final class ConsoleListener implements SweepListener, AutoCloseable {
  private final String file;
  private final PrintStream output;
  private final Thread interruption = new Thread(this::explainInterruption);
  private Optional<SweepState> state = Optional.empty();
  private Optional<Progress> progress = Optional.empty();
  private Optional<Metric> objective = Optional.empty();
  private Optional<Leader> leader = Optional.empty();
  private Optional<RunningTrials> running = Optional.empty();
  private List<String> searched = List.of();
  private final Set<TrialKey> failed = new HashSet<>();
  private boolean hasFailedTrials;

  /**
   * Shows one sweep.
   *
   * @param file name of the sweep's file, shown in the hint about what to type next
   * @param output receives the results
   */
  public ConsoleListener(String file, PrintStream output) {
    this.file = file;
    this.output = output;
  }

  @Override
  public void planned(Planned planned) {
    SweepState sweep = planned.state();
    searched = Plan.searched(sweep.plans());
    if (state.isPresent()) {
      return; // the next generation: the bar goes on
    }
    int left = sweep.trials() - sweep.rows().size();
    int now = sweep.planned() - sweep.rows().size();
    int atOnce = Math.min(planned.groups().size(), planned.slots());
    System.err.printf(
        Locale.ROOT,
        "%s: %d of %d trials to train, %s%s%d at a time%n%s%n",
        sweep.sweep().id(),
        left,
        sweep.trials(),
        now < left ? now + " of them first, " : "",
        planned.groups().size() < now ? "in " + planned.groups().size() + " groups, " : "",
        atOnce,
        planned.data());
    Runtime.getRuntime().addShutdownHook(interruption);
    state = Optional.of(sweep);
    objective = Optional.of(sweep.config().objective());
    Leader first = new Leader(objective.get());
    sweep.rows().forEach(first::add);
    leader = Optional.of(first);
    running = Optional.of(new RunningTrials(sweep.config()));
    Progress bar = Progress.of(planned.cost(), sweep.trained());
    progress = Optional.of(bar);
    bar.begin(
        atOnce, planned.groups().stream().mapToInt(Integer::intValue).max().orElse(1), this::best);
  }

  @Override
  public void arrived(Arrived arrived) {
    Progress bar = progress.orElseThrow();
    // those that are stopped have been shown when they reached their rungs
    arrived.rows().stream()
        .filter(row -> !row.isStopped())
        .forEach(
            row -> {
              leader.orElseThrow().add(row);
              trained(bar, arrived.state().trial(row.key()), row);
            });
    bar.show(this::best);
  }

  @Override
  public void reached(Reached reached) {
    Progress bar = progress.orElseThrow();
    reached.rows().forEach(row -> trained(bar, reached.state().trial(row.key()), row));
    bar.show(this::best);
  }

  private void trained(Progress bar, Trial trial, TrialRow row) {
    if (failed.remove(row.key())) {
      bar.endedAgain(objective.orElseThrow(), trial, row);
    } else {
      bar.ended(objective.orElseThrow(), trial, row);
    }
    if (row.isFailed()) {
      failed.add(row.key());
    }
  }

  @Override
  public void progressed(Progressed progressed) {
    Progress bar = progress.orElseThrow();
    bar.running(running.orElseThrow().text(progressed.running()));
    bar.show(this::best);
  }

  @Override
  public void noted(String line) {
    progress.ifPresentOrElse(bar -> bar.note(line), () -> System.err.println(line));
  }

  @Override
  public void skipped(List<Skipped> lines) {
    SkippedLines.warn(lines);
  }

  @Override
  public void ended(Ended ended) {
    close();
    SweepState sweep = ended.state();
    List<TrialRow> rows = sweep.rows();
    hasFailedTrials = rows.stream().anyMatch(TrialRow::isFailed);
    RankedTable.of(
            sweep.config(), sweep.plans(), rows, sweep.store().outcomes(sweep.sweep().id()).value())
        .print(output);
    if (state.isEmpty()) {
      return; // there was nothing to train
    }
    output.println();
    output.println("sweep " + sweep.sweep().id());
    rows.stream()
        .filter(TrialRow::isFailed)
        .findFirst()
        .ifPresent(
            row ->
                System.err.printf(
                    "Trial %s failed: %s%n", row.key().number(), row.ending().error()));
    if (!ended.lost() && rows.stream().anyMatch(TrialRow::isComplete)) {
      NextSteps next = new NextSteps(sweep.config(), sweep.store(), sweep.sweep(), rows);
      System.err.println(next.text(file));
    }
    ended.aborted().ifPresent(why -> System.err.println(why + rest(sweep)));
  }

  /** Whether any trial of the sweep that ended has failed. */
  public boolean hasFailedTrials() {
    return hasFailedTrials;
  }

  /** Leaves the bar as it is; nothing more is shown. */
  @Override
  public void close() {
    if (progress.isPresent()) {
      progress.get().end();
      progress = Optional.empty();
      removeHook();
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(interruption);
    } catch (IllegalStateException e) {
      // the process is ending, and the hook has spoken
    }
  }

  private void explainInterruption() {
    SweepState sweep = state.orElseThrow();
    System.err.printf(
        "%n%d of %d trials have a row.%s%n", sweep.rows().size(), sweep.trials(), rest(sweep));
  }

  private static String rest(SweepState sweep) {
    return " To train the others: " + ShellText.resumption(sweep.sweep(), sweep.store());
  }

  private String best() {
    return leader
        .flatMap(Leader::row)
        .map(row -> TrialText.best(objective.orElseThrow(), searched, row))
        .orElse("");
  }
}
