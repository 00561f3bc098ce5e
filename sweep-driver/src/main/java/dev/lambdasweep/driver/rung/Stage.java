package dev.lambdasweep.driver.rung;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.setting.NetworkMetrics;
import dev.lambdasweep.driver.stopping.Contest;
import dev.lambdasweep.driver.stopping.StoppingRule;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.Rung;
import dev.lambdasweep.driver.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a part of a plan is: what is to be trained next, given the rows that are stored. A driver
 * that continues a sweep finds the stage that an earlier one was at, since nothing else counts.
 *
 * @param rung number of the rung that trainings go to now; -1 for the full length
 * @param points number of points that are still compared or go to the full length
 * @param due trials to train there
 * @param stopped rows of trainings at earlier rungs that do not go on, and have no row as trials
 */
public record Stage(int rung, int points, List<Trial> due, List<TrialRow> stopped) {
  /** Copies the lists in. */
  public Stage {
    due = List.copyOf(due);
    stopped = List.copyOf(stopped);
  }

  /** Whether trainings have their full length. */
  public boolean isFull() {
    return rung < 0;
  }

  /** Whether there is anything to do. */
  public boolean isOpen() {
    return !due.isEmpty() || !stopped.isEmpty();
  }

  /**
   * Who goes on, in words: "3 points go on to 9 epochs, 6 trials end".
   *
   * @param length length of the trainings that go on
   */
  public String text(String length) {
    return "%d %s on to %s, %d %s"
        .formatted(
            points,
            points == 1 ? "point goes" : "points go",
            length,
            stopped.size(),
            stopped.size() == 1 ? "trial ends" : "trials end");
  }

  /**
   * What the stages of a part follow from.
   *
   * @param rule rule by which trainings are compared
   * @param rungs number of rungs
   * @param objective metric that they are compared by
   * @param rows rows of the trials that have ended, by key
   * @param ended trainings that ended at rungs
   */
  public record Basis(
      StoppingRule rule,
      int rungs,
      Metric objective,
      Map<TrialKey, TrialRow> rows,
      RungRows ended) {

    /** The stage of trials that are compared with each other. */
    public Stage stage(List<Trial> trials) {
      SortedMap<Integer, List<Trial>> alive = new TreeMap<>();
      trials.forEach(
          trial -> alive.computeIfAbsent(trial.number(), absent -> new ArrayList<>()).add(trial));
      List<TrialRow> stopped = new ArrayList<>();
      // a point that is left alone has nothing to be compared with
      for (int rung = 0; rung < rungs && alive.size() > 1; rung++) {
        List<Trial> due = due(rung, alive);
        if (!due.isEmpty()) {
          return new Stage(rung, alive.size(), due, stopped);
        }
        compare(rung, alive, stopped);
      }
      int full = Rung.FULL.number();
      return new Stage(full, alive.size(), due(full, alive), stopped);
    }

    /** The trials that have not ended, neither at the rung nor for good. */
    private List<Trial> due(int rung, SortedMap<Integer, List<Trial>> alive) {
      return alive.values().stream()
          .flatMap(List::stream)
          .filter(trial -> row(trial).isEmpty() && at(rung, trial).isEmpty())
          .toList();
    }

    /** Removes the points that do not go on from a rung, and collects their rows. */
    private void compare(int rung, SortedMap<Integer, List<Trial>> alive, List<TrialRow> stopped) {
      List<Contest.Entry> entries =
          alive.entrySet().stream()
              .filter(point -> point.getValue().stream().noneMatch(trial -> isApart(rung, trial)))
              .map(point -> entry(rung, point.getKey(), point.getValue()))
              .toList();
      Goal goal = objective.goal();
      List<Integer> survivors =
          Contest.survivors(entries, goal, rule.survivors(Math.max(1, entries.size())));
      for (Contest.Entry entry : entries) {
        List<Trial> trials = alive.get(entry.number());
        if (!survivors.contains(entry.number())
            || trials.stream().anyMatch(trial -> isStopped(rung, trial))) {
          alive.remove(entry.number());
          trials.stream()
              .filter(trial -> row(trial).isEmpty())
              .flatMap(trial -> at(rung, trial).stream())
              .forEach(stopped::add);
        }
      }
    }

    /** Whether a trial has its full length without having been at a rung. */
    private boolean isApart(int rung, Trial trial) {
      return row(trial).filter(TrialRow::isComplete).isPresent() && at(rung, trial).isEmpty();
    }

    /** Whether an earlier comparison at the rung has stopped it. */
    private boolean isStopped(int rung, Trial trial) {
      return row(trial).filter(row -> row.isStopped() && row.extent().rung() == rung).isPresent();
    }

    private Contest.Entry entry(int rung, int number, List<Trial> trials) {
      List<TrialRow> reached = trials.stream().flatMap(trial -> at(rung, trial).stream()).toList();
      return new Contest.Entry(
          number,
          mean(reached, objective.name()),
          mean(reached, NetworkMetrics.VALID_LOSS.name()),
          reached.size() < trials.size());
    }

    private static OptionalDouble mean(List<TrialRow> rows, String figure) {
      return rows.stream().flatMapToDouble(row -> row.figure(figure).stream()).average();
    }

    private Optional<TrialRow> row(Trial trial) {
      return Optional.ofNullable(rows.get(TrialKey.of(trial)));
    }

    private Optional<TrialRow> at(int rung, Trial trial) {
      return ended.row(rung, TrialKey.of(trial));
    }
  }
}
