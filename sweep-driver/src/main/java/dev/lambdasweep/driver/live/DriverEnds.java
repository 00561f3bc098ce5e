package dev.lambdasweep.driver.live;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.driver.runner.TrialRunner;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.RunningTrial;
import dev.lambdasweep.driver.trial.TrainedTrial;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Ends of drivers' processes, counted for each training that was under way in them. With a local
 * master a training that calls {@code System.exit} or crashes in native code ends the driver, and
 * with it the trainings beside it, which are innocent. A training is a suspect after one such end,
 * and lost after two. One that reaches its rung is innocent; the next, from there on, is another.
 *
 * @param counts number of ends of each training without a row
 * @param last what the last of these drivers knew of them
 */
public record DriverEnds(Map<Training, Integer> counts, Map<Training, RunningTrial> last) {
  /** No driver has ended in the middle of a training. */
  public static final DriverEnds NONE = new DriverEnds(Map.of(), Map.of());

  private static final int MOST = 2;

  /** Unknown if a driver ended before it stored the row. */
  private static final Place NOWHERE = new Place("", "", 0, "");

  /** Copies the maps in. */
  public DriverEnds {
    counts = Map.copyOf(counts);
    last = Map.copyOf(last);
  }

  static DriverEnds after(LiveState left, boolean wasTaken, Predicate<Training> hasRow) {
    Map<Training, Integer> counts = new TreeMap<>(left.ends());
    Map<Training, RunningTrial> last = new HashMap<>();
    if (left.isLocal() && !wasTaken) {
      for (RunningTrial trial : left.running()) {
        counts.merge(Training.of(trial), 1, Integer::sum);
        last.put(Training.of(trial), trial);
      }
    }
    counts.keySet().removeIf(hasRow);
    return new DriverEnds(counts, last);
  }

  /** Whether a driver ended in this training of a trial. */
  public boolean isSuspect(ResolvedTrial trial) {
    return counts.containsKey(Training.of(trial)) && !isLost(trial);
  }

  /** Whether two drivers did. */
  public boolean isLost(ResolvedTrial trial) {
    return isLost(Training.of(trial));
  }

  /** Whether two drivers ended in the same training of a trial. */
  public boolean isLost(TrialKey trial) {
    return counts.keySet().stream()
        .anyMatch(training -> training.trial().equals(trial) && isLost(training));
  }

  private boolean isLost(Training training) {
    return counts.getOrDefault(training, 0) >= MOST;
  }

  /** The results of the trials of a group, which are lost. */
  public List<TrainedTrial> results(Group group) {
    Ending lost =
        Ending.failed(
            Ending.Cause.LOST,
            "the driver's process ended twice while it was training this trial: the training called"
                + " System.exit or crashed, or someone killed the process (scripts/sweep resume"
                + " --retry-failed trains it again)");
    return group.trials().stream()
        .flatMap(
            trial -> {
              Optional<RunningTrial> training = Optional.ofNullable(last.get(Training.of(trial)));
              return TrialRunner.failed(
                  new Group(List.of(trial)),
                  lost,
                  training.map(RunningTrial::since).orElseGet(Instant::now),
                  training.map(RunningTrial::place).orElse(NOWHERE),
                  "")
                  .stream();
            })
        .toList();
  }

  /** What is done with the trials of suspects, as one line. */
  public static String note(List<Group> suspects) {
    String trials =
        suspects.stream()
            .flatMap(group -> group.trials().stream())
            .map(trial -> String.valueOf(trial.trial().number()))
            .distinct()
            .collect(Collectors.joining(", "));
    return "Trials that were training when the driver's process ended train last, one at a time: "
        + trials;
  }
}
