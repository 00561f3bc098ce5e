package dev.lambdasweep.core.train;

import java.io.Serializable;

/**
 * One measurement during a training.
 *
 * @param update updates done before it was taken
 * @param epoch passes over the training images done by then, with their fraction
 * @param learningRate rate of the last update
 * @param training on a fixed sample of the training images
 * @param validation on all validation images
 */
public record CurvePoint(
    int update, double epoch, double learningRate, Measures training, Measures validation)
    implements Serializable {}
