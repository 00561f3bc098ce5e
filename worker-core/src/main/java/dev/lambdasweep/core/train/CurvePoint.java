package dev.lambdasweep.core.train;

import java.io.Serializable;

/**
 * One measurement during a training.
 *
 * @param update number of updates before the measurement
 * @param epoch passes over the training rows before the measurement, with a fractional part
 * @param learningRate learning rate of the last update
 * @param training measures on a fixed sample of the training rows
 * @param validation measures on all validation rows
 */
public record CurvePoint(
    int update, double epoch, double learningRate, Measures training, Measures validation)
    implements Serializable {}
