package dev.lambdasweep.driver.store;

/**
 * Summary of a sweep: its plan, and how its trials ended.
 *
 * @param plan first part of the plan
 * @param planned number of trials in all parts
 * @param completed number of trials with state COMPLETE
 * @param stopped number of trials with state STOPPED
 * @param failed number of trials with state FAILED
 */
public record SweepSummary(Plan plan, int planned, int completed, int stopped, int failed) {}
