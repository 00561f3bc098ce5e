package dev.lambdasweep.driver.config;

import dev.lambdasweep.driver.setting.RefineMetric;

/**
 * How a refining sweep judges its parent's trials.
 *
 * @param metric metric that ranks the parent's trials
 * @param level level of significance of the differences between points, above 0 and at most 1;
 *     intervals have confidence 1 − level
 */
public record RefineSection(RefineMetric metric, double level) {}
