package dev.lambdasweep.driver.store;

import dev.lambdasweep.driver.store.files.Backup;
import dev.lambdasweep.driver.store.files.ResultsDirectory;
import dev.lambdasweep.driver.trial.TrialResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds the rows of one sweep as its trials end. Thread-safe. */
public final class ResultsWriter {
  static final String TRIALS = "trials";
  static final String CURVES = "curves";
  static final String OUTCOMES = "outcomes";
  static final String DETAILS = "details";

  private final ResultsDirectory directory;
  private final Sweep sweep;
  private final String codeVersion;
  private final AtomicLong nextCommit;
  private final Backup backup = new Backup();

  ResultsWriter(ResultsDirectory directory, Sweep sweep, String codeVersion) {
    this.directory = directory;
    this.sweep = sweep;
    this.codeVersion = codeVersion;
    this.nextCommit =
        new AtomicLong(
            1
                + directory.list(SweepResults.folder(TRIALS, sweep.id())).stream()
                    .mapToLong(CommitFile::number)
                    .max()
                    .orElse(0));
  }

  /**
   * Writes the trials' curves, outcomes row by row and details of the test, and then their rows,
   * which are the commit. Once this returns, everything is on disk.
   *
   * @return the rows, in the trials' order
   * @throws dev.lambdasweep.core.UserException if they cannot be written; then no row is written
   */
  public List<TrialRow> add(List<FinishedTrial> trials) {
    if (trials.isEmpty()) {
      return List.of();
    }
    String file = CommitFile.name(nextCommit.getAndIncrement());
    List<TrialRow> rows =
        trials.stream().map(trial -> TrialRow.of(sweep, codeVersion, trial)).toList();
    publish(CURVES, file, trials, result -> SideJson.curveLines(sweep.id(), result));
    publish(OUTCOMES, file, trials, result -> SideJson.outcomeLines(sweep.id(), result));
    publish(DETAILS, file, trials, result -> SideJson.detailLines(sweep.id(), result));
    publish(TRIALS, file, rows.stream().map(RowJson::line));
    return rows;
  }

  /**
   * Writes missing files of the plan and of the added trials again, for example after someone has
   * removed the results directory. For a final sweep it restores the plan only: no copies of the
   * models are kept, since they are large, and a row without its model would keep {@code resume}
   * from training the trial again.
   *
   * @param plans parts of the sweep's plan
   * @return whether anything was missing
   * @throws dev.lambdasweep.core.UserException if it cannot be written
   */
  public boolean restore(List<Plan> plans) {
    boolean isAnyMissing = false;
    for (Plan plan : plans) {
      isAnyMissing |= directory.create(ResultsStore.planName(plan), PlanJson.bytes(plan));
    }
    return backup.restore(directory) || isAnyMissing;
  }

  private void publish(
      String part,
      String file,
      List<FinishedTrial> trials,
      Function<TrialResult, Stream<String>> lines) {
    publish(part, file, trials.stream().map(FinishedTrial::result).flatMap(lines));
  }

  private void publish(String part, String file, Stream<String> lines) {
    byte[] bytes =
        lines
            .map(line -> line + "\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0) {
      String name = SweepResults.folder(part, sweep.id()) + file;
      directory.publish(name, bytes);
      if (sweep.kind() != Kind.FINAL) {
        backup.keep(name, bytes);
      }
    }
  }
}
