package dev.lambdasweep.driver.store;

import dev.lambdasweep.driver.store.files.Backup;
import dev.lambdasweep.driver.store.files.ResultsDirectory;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.TrialResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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
  static final String RUNGS = "rungs";
  static final String RUNG_CURVES = "rung-curves";

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
                + Stream.concat(Stream.of(SweepResults.folder(TRIALS, sweep.id())), rungFolders())
                    .flatMap(folder -> directory.list(folder).stream())
                    .mapToLong(CommitFile::number)
                    .max()
                    .orElse(0));
  }

  private Stream<String> rungFolders() {
    String rungs = SweepResults.folder(RUNGS, sweep.id());
    return directory.list(rungs).stream().map(rung -> rungs + rung);
  }

  /**
   * Writes the curves and rows of trainings that ended at a rung. They are kept apart from those of
   * trials that have ended.
   *
   * @param rung number of the rung
   * @return the rows, in the trials' order
   * @throws dev.lambdasweep.core.UserException if they cannot be written; then no row is written
   */
  public List<TrialRow> addAtRung(int rung, List<FinishedTrial> trials) {
    if (trials.isEmpty()) {
      return List.of();
    }
    String file = CommitFile.name(nextCommit.getAndIncrement());
    List<TrialRow> rows = rows(trials);
    String curves = SweepResults.folder(RUNG_CURVES, sweep.id(), rung);
    write(curves + file, lines(trials, result -> SideJson.curveLines(sweep.id(), result)));
    String folder = SweepResults.folder(RUNGS, sweep.id(), rung);
    write(folder + file, rows.stream().map(RowJson::line));
    return rows;
  }

  /**
   * Writes rows and curves of trainings that ended at a rung as those of trials that have ended.
   *
   * @param rows rows that {@link #addAtRung} wrote
   * @param curves their curves
   */
  public void stop(List<TrialRow> rows, Map<TrialKey, List<CurvePoint>> curves) {
    if (!rows.isEmpty()) {
      String file = CommitFile.name(nextCommit.getAndIncrement());
      Stream<String> points =
          rows.stream()
              .map(TrialRow::key)
              .flatMap(
                  key -> SideJson.curveLines(sweep.id(), key, curves.getOrDefault(key, List.of())));
      write(SweepResults.folder(CURVES, sweep.id()) + file, points);
      write(SweepResults.folder(TRIALS, sweep.id()) + file, rows.stream().map(RowJson::line));
    }
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
    List<TrialRow> rows = rows(trials);
    publish(CURVES, file, trials, result -> SideJson.curveLines(sweep.id(), result));
    publish(OUTCOMES, file, trials, result -> SideJson.outcomeLines(sweep.id(), result));
    publish(DETAILS, file, trials, result -> SideJson.detailLines(sweep.id(), result));
    write(SweepResults.folder(TRIALS, sweep.id()) + file, rows.stream().map(RowJson::line));
    return rows;
  }

  private List<TrialRow> rows(List<FinishedTrial> trials) {
    return trials.stream().map(trial -> TrialRow.of(sweep, codeVersion, trial)).toList();
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
    write(SweepResults.folder(part, sweep.id()) + file, lines(trials, lines));
  }

  private static Stream<String> lines(
      List<FinishedTrial> trials, Function<TrialResult, Stream<String>> lines) {
    return trials.stream().map(FinishedTrial::result).flatMap(lines);
  }

  private void write(String name, Stream<String> lines) {
    byte[] bytes =
        lines
            .map(line -> line + "\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0) {
      directory.publish(name, bytes);
      if (sweep.kind() != Kind.FINAL) {
        backup.keep(name, bytes);
      }
    }
  }
}
