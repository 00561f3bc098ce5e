package dev.lambdasweep.driver.store;

/**
 * A sweep in a line: its plan, and how its trials ended.
 *
 * @param plan the first part
 * @param planned trials in all parts
 * @param completed trials with state COMPLETE
 * @param stopped trials with state STOPPED
 * @param failed trials with state FAILED
 */
public record SweepSummary(Plan plan, int planned, int completed, int stopped, int failed) {}
