package dev.lambdasweep.driver.store;

/**
 * Something of one trial of a sweep.
 *
 * @param key of the trial
 * @param value what it is
 */
public record Keyed<T>(TrialKey key, T value) {}
