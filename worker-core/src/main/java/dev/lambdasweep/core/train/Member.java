package dev.lambdasweep.core.train;

import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.optim.Optimizer;

/**
 * What is one network's own in a group that is trained together.
 *
 * @param initial what it starts from; not changed
 * @param optimizer its rates and penalty
 */
public record Member(Network initial, Optimizer optimizer) {}
