package dev.lambdasweep.driver.store;

/**
 * Something of one trial of a sweep.
 *
 * @param key key of the trial
 * @param value value that belongs to the trial
 */
public record Keyed<T>(TrialKey key, T value) {}
