package dev.lambdasweep.driver.config;

import dev.lambdasweep.driver.setting.RefineMetric;

/**
 * How a refining sweep looks at its parent.
 *
 * @param metric ranks the parent's trials
 * @param level of significance at which points are told apart, above 0 and at most 1; intervals are
 *     of confidence 1 − level
 */
public record RefineSection(RefineMetric metric, double level) {}
