package dev.lambdasweep.driver.trial;

import java.io.Serializable;
import java.util.List;

/** Turns a group and the data into results; knows nothing of Spark. */
public interface Trainer extends Serializable {
  /**
   * Trains every member of a group to its end.
   *
   * @param group what to train
   * @param data on what; where it has test images, each trained member is measured on them once and
   *     its model kept
   * @param place where this happens, for the rows
   * @return one result a member, in their order; a member that diverges or is too slow is a result
   *     like any other, but an exception reaches the caller
   */
  List<TrainedTrial> train(Group group, TrialData data, Place place);
}
