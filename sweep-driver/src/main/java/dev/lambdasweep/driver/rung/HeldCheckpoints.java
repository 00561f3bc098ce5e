package dev.lambdasweep.driver.rung;

import dev.lambdasweep.driver.trial.Checkpoint;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.Trial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The checkpoints of trainings that ended at rungs and may go on. They are in the driver's memory
 * alone: without them, trainings start from scratch, with the same numbers.
 */
public final class HeldCheckpoints {
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final Map<Trial, Checkpoint> held = new HashMap<>();
  private final long mostBytes;

  /**
   * None yet.
   *
   * @param mostBytes most bytes of the states of all trainings together; 0 to hold none
   */
  public HeldCheckpoints(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Takes what trainings have handed over, in place of what they continued from. */
  public void take(List<TrainedTrial> ended) {
    for (TrainedTrial trained : ended) {
      held.remove(trained.result().trial());
      trained.checkpoint().forEach(one -> held.put(trained.result().trial(), one));
    }
  }

  /** Forgets those of trials that do not go on. */
  public void keep(Predicate<Trial> goesOn) {
    held.keySet().removeIf(goesOn.negate());
  }

  /** Whether there is one of a trial. */
  public boolean has(Trial trial) {
    return held.containsKey(trial);
  }

  /**
   * What groups continue from, and may hand over: each of their trials the same share.
   *
   * @param groups groups that are about to train
   */
  public Checkpoint.Exchange exchange(List<Group> groups) {
    long ending =
        groups.stream()
            .flatMap(group -> group.trials().stream())
            .filter(trial -> !trial.rung().isFull())
            .count();
    long most = ending == 0 ? 0 : mostBytes / ending;
    return new Checkpoint.Exchange(held, (int) Math.min(LONGEST_ARRAY, most));
  }
}
