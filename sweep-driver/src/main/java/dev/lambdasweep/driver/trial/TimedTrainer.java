package dev.lambdasweep.driver.trial;

import dev.lambdasweep.core.trainer.Trainer;

/**
 * A trainer that ends a training itself when its time, execution.trial-timeout, is over. The runner
 * ends it only if it fails to do so.
 */
public interface TimedTrainer extends Trainer {}
