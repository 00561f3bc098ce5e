package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.data.OpenSources;
import dev.lambdasweep.driver.data.SweepData;
import dev.lambdasweep.driver.rung.Ladder;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.table.TableProfile;
import dev.lambdasweep.driver.trial.Fuse;
import dev.lambdasweep.driver.trial.Grouping;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.Slots;
import dev.lambdasweep.driver.trial.Trial;
import java.util.List;
import java.util.Optional;

/**
 * What a search would train first, determined without training.
 *
 * @param trials trials in the order of their numbers
 * @param groups trials that would train together, as indices into {@code trials}
 * @param data description of the data that they would train on
 * @param table what was found in the table; empty for other sources
 * @param target number of points that the sweep would have in the end
 * @param rungs where trainings would be compared, in lines of readable text; none if they are not
 */
public record Preview(
    List<Trial> trials,
    List<List<Integer>> groups,
    String data,
    Optional<TableProfile> table,
    int target,
    List<String> rungs) {

  /** Copies the lists in. */
  public Preview {
    trials = List.copyOf(trials);
    groups = List.copyOf(groups);
    rungs = List.copyOf(rungs);
  }

  /**
   * Resolves every trial of the first generation.
   *
   * @param slots slots that the groups would train in
   * @param sources sources that the data are read from
   * @throws UserException if a point is invalid or the data cannot be read
   */
  public static Preview of(SweepConfig file, Trainer trainer, Slots slots, OpenSources sources) {
    SweepConfig found = SweepChecks.withSource(file.withSamplerChosen(), sources);
    Proposer proposer = Proposers.of(found);
    Generation.requireWithinLimit(found, Kind.SEARCH, proposer.target());
    // nothing is known of these points, so the goal does not matter
    List<Point> points = proposer.next(List.of(), List.of(), Goal.MINIMIZE).points();
    Generation draft = Generation.of(found, Kind.SEARCH, points, 0);
    SweepChecks.requireReadable(found);
    SweepData data = SweepData.read(draft.sections(), found.seed(), false, sources);
    SweepConfig config = SweepChecks.resolved(found, data.task(), trainer);
    Generation first = config.equals(found) ? draft : Generation.of(config, Kind.SEARCH, points, 0);
    List<ResolvedTrial> resolved = first.resolved(data, trainer);
    return new Preview(
        first.trials(),
        Grouping.of(resolved, Fuse.of(config.get(Settings.FUSE)), slots),
        data.summary(),
        data.table(),
        proposer.target(),
        Ladder.of(config, Kind.SEARCH, trainer).text(resolved, data));
  }
}
