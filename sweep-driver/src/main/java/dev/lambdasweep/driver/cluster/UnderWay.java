package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.driver.trial.RunningTrial;
import dev.lambdasweep.driver.trial.TrainedTrial;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The trials under way, by the tasks that train them. */
final class UnderWay {
  private final Map<Long, List<RunningTrial>> tasks = new HashMap<>();

  /** Takes note of what a task is training now. */
  void add(LiveChannel.Progress progress) {
    if (progress.running().isEmpty()) {
      tasks.remove(progress.task());
    } else {
      tasks.put(progress.task(), progress.running());
    }
  }

  /** Removes the trials that have ended, of whose tasks Spark may say so only later. */
  void remove(List<TrainedTrial> ended) {
    tasks.replaceAll(
        (task, running) ->
            running.stream()
                .filter(trial -> ended.stream().noneMatch(one -> trial.isOf(one.result().trial())))
                .toList());
    tasks.values().removeIf(List::isEmpty);
  }

  /** The trials in the order of their numbers, repeats and folds. */
  List<RunningTrial> trials() {
    return tasks.values().stream()
        .flatMap(List::stream)
        .sorted(
            Comparator.comparingInt(RunningTrial::trial)
                .thenComparingInt(RunningTrial::repeat)
                .thenComparingInt(RunningTrial::fold))
        .toList();
  }
}
