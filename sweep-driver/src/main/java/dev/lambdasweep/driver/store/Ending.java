package dev.lambdasweep.driver.store;

/**
 * How a trial ended, and how far it got.
 *
 * @param state complete, pruned or failed
 * @param failReason name of a {@link dev.lambdasweep.driver.trial.FailReason}; empty if it did not
 *     fail
 * @param error one line for a person; empty if it did not fail
 * @param updates mini-batch updates done
 * @param epochsRun passes over the training images done, with their fraction
 */
public record Ending(State state, String failReason, String error, int updates, double epochsRun) {}
