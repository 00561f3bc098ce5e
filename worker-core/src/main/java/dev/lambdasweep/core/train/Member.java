package dev.lambdasweep.core.train;

import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.optim.Optimizer;

/**
 * One network of a group that is trained together.
 *
 * @param initial initial network; not modified
 * @param optimizer optimizer with its rates and penalty
 */
public record Member(Network initial, Optimizer optimizer) {}
