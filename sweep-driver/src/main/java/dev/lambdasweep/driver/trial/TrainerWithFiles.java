package dev.lambdasweep.driver.trial;

import dev.lambdasweep.core.trainer.Trainer;
import java.util.List;

/** A trainer that needs files on the executors. */
public interface TrainerWithFiles extends Trainer {

  /** The files that it needs: local paths of the driver, or URIs of any Hadoop file system. */
  List<String> files();

  /** The same trainer, which knows where executors have its files. */
  TrainerWithFiles with(ExecutorFiles shipped);
}
