package dev.lambdasweep.core.train;

import dev.lambdasweep.core.nn.Network;

/**
 * A network that trained to the end of its training, and its measures; all figures are finite.
 *
 * @param network trained network
 * @param training measures on all training rows; on those of its curve if the training was
 *     {@linkplain TrainingSpec#isCut cut}
 * @param validation measures on all validation rows
 * @param validationOutcomes what it predicts for each validation row
 */
public record Trained(
    Network network, Measures training, Measures validation, Outcomes validationOutcomes) {}
