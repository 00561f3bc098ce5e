package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Place;

/**
 * Learns which groups train in the driver's own process, as they do with a local master. Called by
 * the threads that train them.
 */
public interface LocalTrainings {
  /** Learns nothing; it can travel. */
  LocalTrainings UNKNOWN = Unknown.INSTANCE;

  /** A group is about to be trained. */
  void begins(Group group, Place place);

  /** A group is no longer being trained, whatever became of it. */
  void ends(Group group);

  /** Learns nothing. */
  enum Unknown implements LocalTrainings {
    /** The only one. */
    INSTANCE;

    @Override
    public void begins(Group group, Place place) {}

    @Override
    public void ends(Group group) {}
  }
}
