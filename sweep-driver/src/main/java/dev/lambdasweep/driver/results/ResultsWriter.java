package dev.lambdasweep.driver.results;

import dev.lambdasweep.driver.trial.TrialResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds the rows of one sweep, as its trials end. Safe for many threads. */
public final class ResultsWriter {
  private final ResultsDirectory directory;
  private final Sweep sweep;
  private final String codeVersion;

  ResultsWriter(ResultsDirectory directory, Sweep sweep, String codeVersion) {
    this.directory = directory;
    this.sweep = sweep;
    this.codeVersion = codeVersion;
  }

  /**
   * Writes the trials' curves, outcomes image by image, details of the test, and then their rows,
   * which are the commit. Once this returns, they are on disk.
   *
   * @return the rows, in the trials' order
   * @throws dev.lambdasweep.core.UserException if they cannot be written; then no row is
   */
  public List<TrialRow> add(List<FinishedTrial> trials) {
    if (trials.isEmpty()) {
      return List.of();
    }
    String file = "/sweep=" + sweep.id() + "/" + UUID.randomUUID() + ".jsonl";
    List<TrialRow> rows =
        trials.stream().map(trial -> TrialRow.of(sweep, codeVersion, trial)).toList();
    publish("curves" + file, trials, result -> SideJson.curveLines(sweep.id(), result));
    publish("outcomes" + file, trials, result -> SideJson.outcomeLines(sweep.id(), result));
    publish("details" + file, trials, result -> SideJson.detailLines(sweep.id(), result));
    publish("trials" + file, rows.stream().map(RowJson::line));
    return rows;
  }

  private void publish(
      String name, List<FinishedTrial> trials, Function<TrialResult, Stream<String>> lines) {
    publish(name, trials.stream().map(FinishedTrial::result).flatMap(lines));
  }

  private void publish(String name, Stream<String> lines) {
    String text = lines.map(line -> line + "\n").collect(Collectors.joining());
    if (!text.isEmpty()) {
      directory.publish(name, text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
