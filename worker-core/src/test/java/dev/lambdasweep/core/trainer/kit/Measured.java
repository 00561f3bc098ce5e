package dev.lambdasweep.core.trainer.kit;

import java.util.List;
import java.util.Map;

/**
 * Everything that a training has reported and that a sweep stores.
 *
 * @param figures value of each metric by which the trial is ranked
 * @param curve reports in their order, by step
 * @param rows outcomes or errors of the validation rows
 */
record Measured(Map<String, Double> figures, List<String> curve, String rows) {}
