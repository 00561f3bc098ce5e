package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.data.OpenSources;
import dev.lambdasweep.driver.data.SweepData;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.table.TableProfile;
import dev.lambdasweep.driver.trial.Fuse;
import dev.lambdasweep.driver.trial.Grouping;
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
 */
public record Preview(
    List<Trial> trials,
    List<List<Integer>> groups,
    String data,
    Optional<TableProfile> table,
    int target) {

  /** Copies the lists in. */
  public Preview {
    trials = List.copyOf(trials);
    groups = List.copyOf(groups);
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
    // nothing is known of these points, so the goal does not matter
    List<Point> points = proposer.next(List.of(), List.of(), Goal.MINIMIZE).points();
    Generation draft = Generation.of(found, Kind.SEARCH, points, 0);
    SweepChecks.requireReadable(found);
    SweepData data = SweepData.read(draft.sections(), found.seed(), false, sources);
    SweepConfig config = SweepChecks.resolved(found, data.task(), trainer);
    Generation first = config.equals(found) ? draft : Generation.of(config, Kind.SEARCH, points, 0);
    return new Preview(
        first.trials(),
        Grouping.of(first.resolved(data, trainer), Fuse.of(config.get(Settings.FUSE)), slots),
        data.summary(),
        data.table(),
        proposer.target());
  }
}
