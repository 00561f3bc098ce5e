package dev.lambdasweep.driver.config;

import java.io.Serializable;

/**
 * How a refining sweep looks at its parent.
 *
 * @param metric ranks the parent's trials
 */
public record RefineSection(RefineMetric metric) implements Serializable {}
